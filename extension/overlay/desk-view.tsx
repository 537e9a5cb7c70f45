import { useEffect, useRef } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { DeskGuide } from '../../src/ui/desk-guide.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { plural, text } from '../../src/ui/text.ts';
import { Picture } from './thumbnail.tsx';

interface DeskViewProps {
  readonly view: SessionView;
  readonly desk: NonNullable<SessionView['desk']>;
  readonly unread: number;
  readonly openHelp: () => void;
}

/** The desk is asked for during the exam. The page behind stays usable, and no time outside full screen is spent. */
export function DeskView({ view, desk, unread, openHelp }: DeskViewProps) {
  return (
    <main class="desk-view">
      <div class="bar">
        <h1>{text('deskAsked')}</h1>
        <Button onClick={openHelp}>
          <Icon name="help" size={16} />
          {text('help')}
          {unread > 0 && <span class="unread">{plural('unread', unread)}</span>}
        </Button>
      </div>
      <Picture camera={view.recorder.camera !== 'lost'} />
      {desk.filmingMs === null ? <Asked mayPutOff={desk.mayPutOff} /> : <Filming ms={desk.filmingMs} />}
    </main>
  );
}

function Asked({ mayPutOff }: { readonly mayPutOff: boolean }) {
  const film = useAction(() => send({ type: 'filmDesk' }));
  const later = useAction(() => send({ type: 'putOffDesk' }));
  return (
    <>
      <p role="status">{text(mayPutOff ? 'deskAskedText' : 'deskAskedAgain')}</p>
      <Failure message={film.error || later.error} />
      <div class="row">
        <Button kind="primary" busy={film.busy} onClick={film.run}>
          {text('deskStart')}
        </Button>
        {mayPutOff && (
          <Button busy={later.busy} onClick={later.run}>
            {text('deskLater')}
          </Button>
        )}
      </div>
    </>
  );
}

/** @param ms how long it had been filmed when this was drawn last by the worker's word */
function Filming({ ms }: { readonly ms: number }) {
  const begun = useRef(performance.now() - ms);
  const stop = useAction(() => send({ type: 'stopDeskFilm' }));
  useEffect(() => {
    begun.current = performance.now() - ms;
  }, [ms]);
  return (
    <>
      <DeskGuide age={() => performance.now() - begun.current} stop={stop.run} speaks={false} />
      <Failure message={stop.error} />
    </>
  );
}
