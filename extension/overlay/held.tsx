import { useEffect, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { DeskPause } from '../../src/session/hold.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { timeText } from '../../src/ui/format.ts';
import { Failure } from '../../src/ui/notice.tsx';
import { Quoted } from '../../src/ui/quoted.tsx';
import { RecordedNow } from '../../src/ui/recorded-now.tsx';
import { text, words } from '../../src/ui/text.ts';
import { Cover, type CoverHelp } from './covers.tsx';

// What lies over the exam page while the exam is held: the desk paused it, or the candidate has a break.

interface HeldProps {
  readonly view: SessionView;
  readonly help: CoverHelp;
}

/** A break is the candidate's to end; a pause of the desk that came meanwhile stays after it. */
export function Held({ view, help }: HeldProps) {
  const { rest, deskPause } = view;
  if (rest) return <OnBreak key="break" view={view} rest={rest} help={help} />;
  return deskPause && <PausedByDesk key="pause" pause={deskPause} help={help} />;
}

function PausedByDesk({ pause, help }: { readonly pause: DeskPause; readonly help: CoverHelp }) {
  return (
    <Cover title={text('deskPauseTitle')} help={help}>
      <div id="cover-text" class="stack">
        <PauseWords pause={pause} />
        <p>{text('deskPauseTerms')}</p>
      </div>
    </Cover>
  );
}

function PauseWords({ pause: { by, reason, at } }: { readonly pause: DeskPause }) {
  return (
    <>
      <p>{text('deskPause', by, timeText(at))}</p>
      <Quoted words={reason} />
    </>
  );
}

interface OnBreakProps extends HeldProps {
  readonly rest: NonNullable<SessionView['rest']>;
}

function OnBreak({ view, rest, help }: OnBreakProps) {
  const end = useAction(() => send({ type: 'endBreak' }));
  // The last part takes a moment: nothing is said before it is true.
  const isResting = !Object.values(view.recorder).includes('recording');
  return (
    <Cover title={text('breakTitle')} help={help}>
      <div id="cover-text" class="stack">
        <p role="status">{isResting && text('breakNothing')}</p>
        <Quoted words={rest.reason} />
      </div>
      <RecordedNow recorder={view.recorder} />
      <TimeLeft leftMs={rest.leftMs} />
      {view.deskPause && (
        <div class="stack tight" role="status">
          <PauseWords pause={view.deskPause} />
        </div>
      )}
      <Failure message={end.error} />
      <Button kind="primary" big busy={end.busy} onClick={end.run}>
        {text('breakEnd')}
      </Button>
    </Cover>
  );
}

/** Counted on from the last view by the monotonic clock; read out once a minute. */
function TimeLeft({ leftMs }: { readonly leftMs: number }) {
  const [left, setLeft] = useState(leftMs);
  useEffect(() => {
    const until = performance.now() + leftMs;
    const tick = () => setLeft(until - performance.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [leftMs]);
  const seconds = Math.ceil(left / 1000);
  const spoken = Math.ceil(Math.max(0, seconds) / 60) * 60;
  return (
    <>
      <p class="break-left" aria-hidden="true">
        {seconds > 0 ? text('breakLeft', words().length(seconds)) : text('breakOver')}
      </p>
      <p class="unseen" role="status">
        {spoken > 0 ? text('breakLeft', words().length(spoken)) : text('breakOver')}
      </p>
    </>
  );
}
