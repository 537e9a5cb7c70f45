import { useEffect, useMemo, useState } from 'preact/hooks';
import { sha256Hex } from '../../../../src/evidence/digest.ts';
import { type AgreementFacts, agreementParts, agreementText } from '../../../../src/policy/agreement.ts';
import { parsePolicy } from '../../../../src/policy/parse-policy.ts';
import type { Words } from '../../../../src/words/words.ts';
import { wordsIn } from '../../../../src/words/words-in.ts';
import { secondText } from '../format.ts';
import { agreementIn, type SignedAgreement } from './agreement.ts';
import type { SealedRecording } from './sealed-recording.ts';
import { type AttemptDetail, segmentsOf } from './span.ts';
import { TakenPicture } from './taken-picture.tsx';

interface PanelProps {
  readonly detail: AttemptDetail;
  readonly sealed: SealedRecording;
}

/** How and when the candidate signed the agreement, and its text; nothing where none was signed. */
export function AgreementPanel({ detail, sealed }: PanelProps) {
  const signed = useMemo(() => agreementIn(detail.journal), [detail.journal]);
  if (!signed) return null;
  return (
    <section class="card agreement" aria-labelledby="agreement-title">
      <h2 id="agreement-title">Agreement</h2>
      <p>
        Signed {signed.way === 'typed' ? 'with a typed name' : 'with a drawn signature'},{' '}
        <time dateTime={signed.at}>{secondText(signed.at)}</time>
      </p>
      {signed.way === 'typed' ? (
        <Name signed={signed} candidate={detail.candidate.name} />
      ) : (
        <Drawing signed={signed} detail={detail} sealed={sealed} />
      )}
      <Text signed={signed} detail={detail} />
    </section>
  );
}

function Name({ signed: { name, isKnownName }, candidate }: { signed: SignedAgreement; candidate: string }) {
  return (
    <>
      <p class="typed-signature">{name}</p>
      {!isKnownName && <p class="notice">The provider knows the candidate as {candidate}.</p>}
    </>
  );
}

function Drawing({ signed, detail, sealed }: PanelProps & { readonly signed: SignedAgreement }) {
  const segment = segmentsOf(detail.segments, 'signature').find(({ segment: number }) => number === signed.segment);
  if (segment?.cipher && !sealed.isOpen.value) {
    return <p>The drawing is encrypted, as the recording is. Choose the key file there to see it.</p>;
  }
  return (
    <div class="taken">
      <TakenPicture name="Signature" attempt={detail.attempt} segment={segment} sealed={sealed} />
    </div>
  );
}

/** The text as it follows from the policy, held against the digest that was signed. */
function Text({ signed, detail }: { readonly signed: SignedAgreement; readonly detail: AttemptDetail }) {
  const facts = useMemo(() => factsOf(signed, detail), [signed, detail.policyHash]);
  const words = useWords(signed.language);
  const isSame = useSame(facts, words, signed.digest);
  return (
    <details>
      <summary>What was signed</summary>
      {facts && words && isSame && (
        <div lang={words.language} dir={words.direction}>
          {agreementParts(facts, words).map(({ title, lines }) => (
            <section key={title} class="sentences">
              <h3>{title}</h3>
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      <p class="small soft">
        {isSame
          ? 'Written again from the policy: its digest is the one that was signed. '
          : 'It was signed in other words than this console writes, those of another version. '}
        SHA-256 <code>{signed.digest}</code>
      </p>
    </details>
  );
}

function factsOf({ provider, backend }: SignedAgreement, detail: AttemptDetail): AgreementFacts | null {
  const { exam, candidate, policyHash } = detail;
  try {
    return { provider, backend, exam, candidate: candidate.name, policy: parsePolicy(detail.policy), policyHash };
  } catch {
    return null; // of a version that the console does not know
  }
}

/** The texts in a language; null until they are read, and where they cannot be. */
function useWords(language: string): Words | null {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void wordsIn(language).then((read) => isCurrent && setWords(read));
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return words;
}

/** Whether the text of these facts has this digest; false until that is known. */
function useSame(facts: AgreementFacts | null, words: Words | null, digest: string): boolean {
  const [isSame, setSame] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    setSame(false);
    if (facts && words)
      void sha256Hex(agreementText(facts, words)).then((found) => isCurrent && setSame(found === digest));
    return () => {
      isCurrent = false;
    };
  }, [facts, words, digest]);
  return isSame;
}
