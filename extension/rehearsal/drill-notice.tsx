import { useEffect, useState } from 'preact/hooks';
import { readJournal } from '../../src/browser/journal-store.ts';
import { send } from '../../src/browser/page-client.ts';
import { type DrillOutcome, findingsIn } from '../../src/rehearsal/findings.ts';
import { type Drill, drillAt, drills } from '../../src/rehearsal/script.ts';
import { drillOutcomeWords, drillWords } from '../../src/ui/drill-words.ts';
import { Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';

interface DrillProps {
  readonly session: string;
  /** Milliseconds since the exam began. */
  readonly elapsed: number;
}

/** What goes wrong on purpose now, what to do about it, and how the drills before it went: read out as it changes. */
export function DrillNotice({ session, elapsed }: DrillProps) {
  const drill = drillAt(elapsed);
  const outcomes = useOutcomes(session);
  useEffect(() => {
    if (drill) play(drill);
  }, [drill]);
  const over = drills.filter((name) => outcomes[name] === 'passed' && name !== drill);
  return (
    <div role="status" class="stack tight drills">
      {!drill && over.length === 0 && <p>{text('mockIntro')}</p>}
      {over.map((name) => (
        <p key={name} class="small">
          {text(drillWords[name].name)}: <strong>{text(drillOutcomeWords.passed)}</strong>
        </p>
      ))}
      {drill && (
        <Notice tone={outcomes[drill] === 'passed' ? 'good' : 'info'}>
          <h2>{text(drillWords[drill].name)}</h2>
          <p>{text(drillWords[drill].advice)}</p>
          {outcomes[drill] === 'passed' && (
            <p>
              <strong>{text(drillOutcomeWords.passed)}</strong>
            </p>
          )}
        </Notice>
      )}
    </div>
  );
}

/** Each is played once, also when this page is loaded anew in the middle of it. */
function play(drill: Drill): void {
  if (drill === 'tab' || sessionStorage.getItem(drill)) return;
  sessionStorage.setItem(drill, 'played');
  send({ type: 'playDrill', drill }).catch((error: unknown) => console.error('The drill was not played', error));
}

/** How the drills go, as the session's own journal tells. */
function useOutcomes(session: string): Readonly<Record<Drill, DrillOutcome>> {
  const [outcomes, setOutcomes] = useState(findingsIn([]).drills);
  useEffect(() => {
    const read = () => void readJournal(session).then((entries) => setOutcomes(findingsIn(entries).drills));
    const timer = setInterval(read, 1000);
    return () => clearInterval(timer);
  }, [session]);
  return outcomes;
}
