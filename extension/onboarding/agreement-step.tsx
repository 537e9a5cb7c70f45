import { useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { sha256Hex } from '../../src/evidence/digest.ts';
import { type AgreementFacts, agreementParts, agreementText } from '../../src/policy/agreement.ts';
import { isSameName } from '../../src/policy/signed-name.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { text, words } from '../../src/ui/text.ts';
import { isDrawn, type Stroke, signaturePicture } from './signature.ts';
import { SignaturePad } from './signature-pad.tsx';

type Way = 'typed' | 'drawn';

/** The agreement in full, and the candidate's name or signature under it. */
export function AgreementStep({ view }: { readonly view: SessionView }) {
  const [way, setWay] = useState<Way>('typed');
  const [name, setName] = useState('');
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  // A name that is another than the provider's is pointed out before it is taken.
  const [isRemarked, setRemarked] = useState(false);
  const facts = factsOf(view);
  const sign = useAction(async (agreed: AgreementFacts) => {
    const signature =
      way === 'typed'
        ? ({ way, name: name.trim() } as const)
        : ({ way, picture: await signaturePicture(strokes) } as const);
    const { language } = words();
    const digest = await sha256Hex(agreementText(agreed, words()));
    await send({ type: 'signAgreement', text: digest, language, signature });
  });
  if (!facts) return null;
  const isSigned = way === 'typed' ? name.trim() !== '' : isDrawn(strokes);
  // In a rehearsal the name that is known is made up.
  const isOther = way === 'typed' && isSigned && !view.rehearsal && !isSameName(name, view.candidate);
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOther && !isRemarked) setRemarked(true);
        else if (isSigned) sign.run(facts);
      }}
    >
      <Heading>{text('agreementTitle')}</Heading>
      <p>{text('agreementIntro')}</p>
      <Agreement facts={facts} />
      <WayChoice way={way} choose={setWay} />
      {way === 'typed' ? (
        <TypedName name={name} change={setName} other={isOther && isRemarked ? view.candidate : null} />
      ) : (
        <>
          <p id="signature-hint" class="soft">
            {text('agreementPadHint')}
          </p>
          <SignaturePad strokes={strokes} change={setStrokes} describedBy="signature-hint" />
        </>
      )}
      <p class="small soft">{text('agreementKept')}</p>
      <Failure message={sign.error} />
      <Button kind="primary" big submit busy={sign.busy} disabled={!isSigned}>
        {text('agreementSign')}
      </Button>
    </form>
  );
}

function factsOf({ provider, exam, candidate, backend, policy, policyHash }: SessionView): AgreementFacts | null {
  if (!provider || !exam || !policy) return null;
  return { provider: provider.name, exam: exam.title, candidate, backend, policy, policyHash };
}

function Agreement({ facts }: { readonly facts: AgreementFacts }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="agreement-text stack" aria-label={text('agreementText')} tabIndex={0}>
      {agreementParts(facts, words()).map(({ title, lines }) => (
        <div key={title} class="stack tight">
          <h2>{title}</h2>
          <ul class="bullets">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function WayChoice({ way, choose }: { readonly way: Way; readonly choose: (way: Way) => void }) {
  return (
    <fieldset class="ways">
      <legend>{text('agreementWay')}</legend>
      {(['typed', 'drawn'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="way" value={one} checked={way === one} onChange={() => choose(one)} />
          {text(one === 'typed' ? 'agreementTyped' : 'agreementDrawn')}
        </label>
      ))}
    </fieldset>
  );
}

interface TypedNameProps {
  readonly name: string;
  readonly change: (name: string) => void;
  /** Under which name the provider knows the candidate, where that is another; null as long as nothing is to be said. */
  readonly other: string | null;
}

function TypedName({ name, change, other }: TypedNameProps) {
  return (
    <div class="stack tight wide">
      <label for="signed-name">{text('agreementName')}</label>
      <input
        id="signed-name"
        class="signed-name"
        value={name}
        maxLength={300}
        autocomplete="name"
        spellcheck={false}
        dir="auto"
        onInput={(event) => change(event.currentTarget.value)}
        aria-describedby="signed-name-remark"
      />
      <div id="signed-name-remark" role="status" class="hint">
        {other !== null && (
          <Notice tone="info">
            <p>{text('agreementNameOther', other)}</p>
          </Notice>
        )}
      </div>
    </div>
  );
}
