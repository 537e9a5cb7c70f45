import { useState } from 'preact/hooks';
import { send, version } from '../../src/browser/page-client.ts';
import { readinessOf } from '../../src/rehearsal/readiness.ts';
import { type CheckOutcome, readinessChecks, readinessCode } from '../../src/rehearsal/readiness-code.ts';
import { findingsOf } from '../../src/rehearsal/rehearsed-backend.ts';
import { drills } from '../../src/rehearsal/script.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { drillOutcomeWords, drillWords } from '../../src/ui/drill-words.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { stepWords } from '../../src/ui/step-words.ts';
import { type MessageKey, text } from '../../src/ui/text.ts';
import { GivenBack } from './given-back.tsx';

const checkWords: Readonly<Record<CheckOutcome, MessageKey>> = {
  fine: 'checkFine',
  advice: 'checkAdvised',
  open: 'checkOpen',
};

/** The end of a rehearsal: the code for the help desk, and what went well and what did not. */
export function Rehearsed({ view }: { readonly view: SessionView }) {
  const dismissal = useAction(() => send({ type: 'dismiss' }));
  return (
    <>
      <section class="card stack">
        <div class="done">
          <Icon name="check" size={44} />
          <Heading>{text('rehearsalOver')}</Heading>
        </div>
        <p>{text('rehearsalWiped')}</p>
        <GivenBack view={view} />
        <Failure message={dismissal.error} />
        <Button busy={dismissal.busy} onClick={dismissal.run}>
          {text('dismiss')}
        </Button>
      </section>
      <Result view={view} />
    </>
  );
}

function Result({ view: { receipt, done, endedAt } }: { readonly view: SessionView }) {
  const findings = receipt === null ? null : findingsOf(receipt);
  if (!findings) return null;
  const day = (endedAt ?? '').slice(0, 10);
  const readiness = readinessOf({ done, findings, day, version: version(), platform: navigator.userAgent });
  return (
    <section class="card stack">
      <h2>{text('readinessTitle')}</h2>
      <Code code={readinessCode(readiness)} />
      <p class="soft">{text('readinessText')}</p>
      <dl class="facts">
        {readinessChecks.map((check) => (
          <Line
            key={check}
            name={stepWords[check]}
            outcome={checkWords[readiness.checks[check]]}
            remark={check === 'connection' ? 'rehearsalConnection' : null}
          />
        ))}
        {drills.map((drill) => (
          <Line
            key={drill}
            name={drillWords[drill].name}
            outcome={drillOutcomeWords[readiness.drills[drill]]}
            remark={readiness.drills[drill] === 'missed' ? drillWords[drill].advice : null}
          />
        ))}
      </dl>
      <p>{text('rehearsalAgain')}</p>
    </section>
  );
}

interface LineProps {
  readonly name: MessageKey;
  readonly outcome: MessageKey;
  /** What to know of it. */
  readonly remark: MessageKey | null;
}

function Line({ name, outcome, remark }: LineProps) {
  return (
    <>
      <dt>{text(name)}</dt>
      <dd>
        {text(outcome)}
        {remark && <p class="small soft">{text(remark)}</p>}
      </dd>
    </>
  );
}

function Code({ code }: { readonly code: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(code).then(() => setCopied(true));
  return (
    <div class="row">
      <code class="readiness-code" dir="ltr">
        {code}
      </code>
      <Button onClick={copy}>{text('copy')}</Button>
      <span role="status">{copied && text('copied')}</span>
    </div>
  );
}
