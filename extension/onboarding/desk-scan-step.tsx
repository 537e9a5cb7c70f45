import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { shortestScanMs } from '../../src/recording/desk-scan.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { CandidateError, say } from '../../src/words/saying.ts';
import { ClosedDevice } from './closed-device.tsx';
import { DeskFilm, type Film, handInFilm, lengthOf } from './desk-film.ts';
import { DeskFilming } from './desk-filming.tsx';
import { DevicePreview } from './device-preview.ts';
import { Asking } from './device-step.tsx';

/** A short guided film of the desk; the candidate sees it before anything is kept. */
export function DeskScanStep({ view }: { readonly view: SessionView }) {
  const [film, setFilm] = useState<Film | null>(null);
  const latest = useRef(film);
  latest.current = film;
  useEffect(() => () => drop(latest.current), []);
  const again = () => {
    drop(film);
    setFilm(null);
  };
  return (
    <section class="card stack">
      {film ? <Check film={film} again={again} /> : <Filming view={view} done={setFilm} />}
    </section>
  );
}

function drop(film: Film | null): void {
  if (film) URL.revokeObjectURL(film.url);
}

interface FilmingProps {
  readonly view: SessionView;
  readonly done: (film: Film) => void;
}

function Filming({ view, done }: FilmingProps) {
  const { camera, microphone, retry } = useDevices(view);
  const [running, setRunning] = useState<DeskFilm | null>(null);
  const [speaks, setSpeaks] = useState(false);
  const media = useMemo(
    () =>
      camera.state === 'live' && microphone.state === 'live'
        ? new MediaStream([...camera.stream.getTracks(), ...microphone.stream.getTracks()])
        : null,
    [camera, microphone],
  );
  const record = useAction(async (stream: MediaStream) => {
    const film = new DeskFilm(stream);
    setRunning(film);
    const taken = await film.ended.finally(() => setRunning(null));
    if (lengthOf(taken) >= shortestScanMs) return done(taken);
    drop(taken);
    throw new CandidateError(say('deskBroken'));
  });
  useEffect(() => () => running?.stop(), [running]);
  return (
    <>
      <Heading>{text('deskTitle')}</Heading>
      <p>{text('deskIntro')}</p>
      <p class="soft">{text('deskStays')}</p>
      {camera.state === 'failed' && <ClosedDevice kind="camera" failed={camera} retry={retry.camera} />}
      {microphone.state === 'failed' && <ClosedDevice kind="microphone" failed={microphone} retry={retry.microphone} />}
      {camera.state === 'asking' && <Asking kind="camera" />}
      {media && camera.state === 'live' && (
        <DeskFilming media={media} track={camera.track} film={running} speaks={speaks} />
      )}
      <Failure message={record.error} />
      {media && !running && (
        <>
          <label class="row choice">
            <input
              type="checkbox"
              checked={speaks}
              onChange={({ currentTarget }) => setSpeaks(currentTarget.checked)}
            />
            {text('deskSpeak')}
          </label>
          <Button kind="primary" big onClick={() => record.run(media)}>
            {text('deskStart')}
          </Button>
        </>
      )}
    </>
  );
}

/** Both devices that were chosen before, open for as long as the step films. */
function useDevices(view: SessionView) {
  const camera = useMemo(() => new DevicePreview('camera', view.camera), []);
  const microphone = useMemo(() => new DevicePreview('microphone', view.microphone), []);
  useEffect(() => {
    camera.start();
    microphone.start();
    return () => {
      camera.close();
      microphone.close();
    };
  }, [camera, microphone]);
  const retry = { camera: () => camera.open(), microphone: () => microphone.open() };
  return { camera: camera.now.value, microphone: microphone.now.value, retry };
}

function Check({ film, again }: { readonly film: Film; readonly again: () => void }) {
  const use = useAction(async () => send({ type: 'useDeskScan', film: await handInFilm(film) }));
  return (
    <>
      <Heading>{text('deskFilm')}</Heading>
      <p>{text('deskCheck')}</p>
      {/* biome-ignore lint/a11y/useMediaCaption: the candidate's own film of a desk */}
      <video class="desk-film" src={film.url} controls playsInline aria-label={text('deskFilm')} />
      <Failure message={use.error} />
      <div class="row">
        <Button kind="primary" big busy={use.busy} onClick={use.run}>
          {text('deskUse')}
        </Button>
        <Button onClick={again}>{text('deskAgain')}</Button>
      </div>
    </>
  );
}
