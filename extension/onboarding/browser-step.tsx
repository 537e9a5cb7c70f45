import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { type BrowserCheck, type BrowserFacts, browserChecks, checkedFacts } from '../../src/session/browser-checks.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { listText } from '../../src/ui/format.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { checkWords } from './browser-words.ts';
import { CheckList } from './check-list.tsx';
import { DeskHelp, isOverridden } from './desk-help.tsx';
import { lookAtBrowser, onBrowserChange } from './this-browser.ts';

const summaryId = 'browser-summary';

/** Whether browser and computer are good enough for the exam, and what would make them better. */
export function BrowserStep({ view }: { readonly view: SessionView }) {
  const { facts, look } = useBrowserFacts();
  const { policy } = view;
  const checks = facts && policy ? browserChecks(facts, policy, view.accommodation) : [];
  const goOn = useAction((found: BrowserFacts) => send({ type: 'browserChecked', facts: checkedFacts(found, checks) }));
  const blocking = checks.find(({ verdict }) => verdict === 'blocks');
  const isBlocked = blocking !== undefined && !isOverridden(view, 'browser');
  const isFine = checks.every(({ verdict }) => verdict === 'ok' || verdict === 'unknown');
  return (
    <section class="card stack">
      <Heading>{text('browserTitle')}</Heading>
      <p>{text('browserIntro')}</p>
      <div role="status" id={summaryId}>
        {facts ? (
          <Summary checks={checks} isFine={isFine} isBlocked={isBlocked} />
        ) : (
          !look.error && <p class="soft">{text('browserLooking')}</p>
        )}
      </div>
      {facts && (
        // What is fine is there to be looked up; what is not must be seen.
        <details key={String(isFine)} open={!isFine}>
          <summary>{text('browserDetails')}</summary>
          <CheckList lines={checks.map((check) => ({ ...checkWords(check), verdict: check.verdict }))} />
        </details>
      )}
      <Failure message={goOn.error || look.error} />
      <div class="row">
        <Button
          kind="primary"
          big
          busy={goOn.busy || (!facts && look.busy)}
          disabled={!facts || isBlocked}
          describedBy={isBlocked ? summaryId : undefined}
          onClick={() => facts && goOn.run(facts)}
        >
          {text('browserUse')}
        </Button>
        {(!isFine || look.error) && (
          <Button busy={look.busy} onClick={look.run}>
            {text('checkAgain')}
          </Button>
        )}
        {blocking && <DeskHelp barrier={{ view, check: 'browser', cause: blocking.about, hasDevice: true }} />}
        {!blocking && look.error && <DeskHelp />}
      </div>
    </section>
  );
}

interface SummaryProps {
  readonly checks: readonly BrowserCheck[];
  readonly isFine: boolean;
  readonly isBlocked: boolean;
}

function Summary({ checks, isFine, isBlocked }: SummaryProps) {
  const sentence = (
    <p>
      <strong>{summary(checks, isBlocked)}</strong>
    </p>
  );
  return isFine ? <Notice tone="good">{sentence}</Notice> : sentence;
}

/** What was found, in one sentence: it is read out when it changes. */
function summary(checks: readonly BrowserCheck[], isBlocked: boolean): string {
  const named = (...verdicts: BrowserCheck['verdict'][]) =>
    listText(checks.filter(({ verdict }) => verdicts.includes(verdict)).map((check) => checkWords(check).name));
  if (isBlocked) return text('browserBlocked', named('blocks'));
  // What the help desk overrode could still be better.
  const advised = named('advice', 'blocks');
  return advised ? text('browserAdvised', advised) : text('browserFine');
}

/** Looks when the step appears, and again when something may have changed; what was found last stays shown meanwhile. */
function useBrowserFacts() {
  const [facts, setFacts] = useState<BrowserFacts | null>(null);
  const look = useAction(async () => setFacts(await lookAtBrowser()));
  const again = useRef(look.run);
  again.current = look.run;
  useEffect(() => {
    const gone = new AbortController();
    again.current();
    onBrowserChange(() => again.current(), gone.signal);
    return () => gone.abort();
  }, []);
  return { facts, look };
}
