import { send } from '../browser/page-client.ts';
import type { SessionView } from '../session/view.ts';
import { useAction } from './action.ts';
import { Button } from './button.tsx';
import { Confirmation } from './confirmation.tsx';
import { Note } from './note.tsx';
import { Failure } from './notice.tsx';
import { Quoted } from './quoted.tsx';
import { text, words } from './text.ts';
import './during-exam.css';

/** What the candidate can do in an exam besides writing to the desk: take or ask for a break, and note what happens. */
export function DuringExam({ view }: { readonly view: SessionView }) {
  if (view.phase !== 'active') return null;
  return (
    <div class="during-exam">
      {view.extraMinutes > 0 && <p role="status">{text('extraTime', minutesText(view.extraMinutes))}</p>}
      {!view.rest && !view.deskPause && <Break breaks={view.breaks} />}
      <Note />
    </div>
  );
}

/** A number of minutes in the candidate's language. */
function minutesText(minutes: number): string {
  return words().length(minutes * 60);
}

function Break({ breaks: { way, left, minutes, isAsked, refused } }: Pick<SessionView, 'breaks'>) {
  const asking = useAction(() => send({ type: 'takeBreak' }));
  if (way === 'granted' && left > 0) {
    return (
      <Confirmation
        ask={text('breakTake')}
        question={text('breakQuestion', minutesText(minutes))}
        yes={text('breakTake')}
        no={text('goOn')}
        act={() => send({ type: 'takeBreak' })}
        isHarmless
      >
        <p>{text('breakTerms', left)}</p>
      </Confirmation>
    );
  }
  return (
    <>
      <div role="status">
        {isAsked && <p>{text('breakAsked')}</p>}
        {refused !== null && (
          <>
            <p>{text('breakRefused')}</p>
            <Quoted words={refused} />
          </>
        )}
      </div>
      <Failure message={asking.error} />
      {way === 'desk' && !isAsked && (
        <Button busy={asking.busy} onClick={asking.run}>
          {text('breakAsk')}
        </Button>
      )}
    </>
  );
}
