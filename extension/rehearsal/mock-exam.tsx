import { useEffect, useState } from 'preact/hooks';
import { endPage } from '../../src/rehearsal/rehearsal-policy.ts';
import { timeLeft } from '../../src/rehearsal/script.ts';
import type { SessionView } from '../../src/session/view.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Mark } from '../../src/ui/mark.tsx';
import { RehearsalNote } from '../../src/ui/rehearsal-note.tsx';
import { text } from '../../src/ui/text.ts';
import { DrillNotice } from './drill-notice.tsx';
import { Questions } from './questions.tsx';

/** An exam of three minutes that counts for nothing, in which something goes wrong now and then. */
export function MockExam({ view }: { readonly view: SessionView }) {
  const isOn = view.rehearsal && view.phase === 'active' && location.href.includes('?take');
  return (
    <>
      <RehearsalNote />
      <main class="page-body narrow">
        {isOn && view.session && view.startedAt ? (
          <Exam session={view.session} startedAt={view.startedAt} />
        ) : (
          <Elsewhere view={view} />
        )}
      </main>
    </>
  );
}

interface ExamProps {
  readonly session: string;
  readonly startedAt: string;
}

function Exam({ session, startedAt }: ExamProps) {
  const elapsed = useElapsed(startedAt);
  const isOver = timeLeft(elapsed) === 0;
  useEffect(() => {
    if (isOver) handIn();
  }, [isOver]);
  return (
    <>
      <header class="exam-head">
        <Mark size={36} />
        <Heading>{text('mockTitle')}</Heading>
        <p class="clock" role="timer">
          {text('mockLeft', clockText(timeLeft(elapsed)))}
        </p>
      </header>
      <DrillNotice session={session} elapsed={elapsed} />
      <Questions />
      <Button kind="primary" big onClick={handIn}>
        {text('mockHandIn')}
      </Button>
    </>
  );
}

/** Handed in, or opened where no rehearsal runs. */
function Elsewhere({ view }: { readonly view: SessionView }) {
  if (view.phase === 'starting') return <p role="status">{text('loading')}</p>;
  const isOver = view.phase === 'finishing' || view.phase === 'finished';
  return (
    <section class="card stack">
      <Heading>{text(isOver ? 'rehearsalOver' : 'rehearsalTitle')}</Heading>
      <a class="button primary" href={isOver ? '../finish/index.html' : '../onboarding/index.html'}>
        {text(isOver ? 'rehearsalResult' : 'openOnboarding')}
      </a>
    </section>
  );
}

function handIn(): void {
  location.assign(endPage);
}

/** Milliseconds since an ISO instant, looked at twice a second. */
function useElapsed(startedAt: string): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return now - Date.parse(startedAt);
}

/** Minutes and seconds, such as `2:05`. */
function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
