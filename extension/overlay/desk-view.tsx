import { useEffect, useRef, useState } from 'preact/hooks';
import { borrowDeskFilm } from '../../src/browser/desk-film-loan.ts';
import { send } from '../../src/browser/page-client.ts';
import { helpKey } from '../../src/lockdown/help-key.ts';
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
        <Button keys={{ aria: helpKey, shown: text('helpKeys') }} onClick={openHelp}>
          <Icon name="help" size={16} />
          {text('help')}
          {unread > 0 && <span class="unread">{plural('unread', unread)}</span>}
        </Button>
      </div>
      {desk.isToCheck ? (
        <Check />
      ) : (
        <>
          <Picture camera={view.recorder.camera !== 'lost'} />
          {desk.filmingMs === null ? <Asked mayPutOff={desk.mayPutOff} /> : <Filming ms={desk.filmingMs} />}
        </>
      )}
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

/** The candidate looks at the film, as before the exam. Until one is kept none leaves this computer. */
function Check() {
  const [film, setFilm] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const use = useAction(() => send({ type: 'keepDeskFilm' }));
  const again = useAction(() => send({ type: 'filmDesk' }));
  useEffect(() => {
    const gone = new AbortController();
    let address = '';
    borrowDeskFilm((blob) => {
      URL.revokeObjectURL(address);
      address = URL.createObjectURL(blob);
      setFilm(address);
    }, gone.signal);
    button.current?.focus(); // the button that was pressed is gone
    return () => {
      gone.abort();
      URL.revokeObjectURL(address);
    };
  }, []);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: the candidate's own film of a desk */}
      <video
        class="desk-film"
        src={film}
        controls
        controlsList="nofullscreen nodownload noremoteplayback"
        disablePictureInPicture
        playsInline
        aria-label={text('deskFilm')}
      />
      <p role="status">{text('deskCheck')}</p>
      <Failure message={use.error || again.error} />
      <div class="row">
        <Button kind="primary" buttonRef={button} busy={use.busy} onClick={use.run}>
          {text('deskUse')}
        </Button>
        <Button busy={again.busy} onClick={again.run}>
          {text('deskAgain')}
        </Button>
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
