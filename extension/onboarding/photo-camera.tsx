import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { text } from '../../src/ui/text.ts';
import { useCameraLooks } from './camera-looks.ts';
import { ClosedDevice } from './closed-device.tsx';
import { DevicePreview } from './device-preview.ts';
import { Asking, type LivePreview } from './device-step.tsx';
import { forget, isSeen, type Photo, takePhoto } from './photo.ts';
import { SpokenPicture } from './spoken-picture.tsx';

interface PhotoCameraProps {
  readonly view: SessionView;
  /** What is photographed: it decides the guide over the picture, and whether that is shown as in a mirror. */
  readonly of: 'document' | 'face';
  readonly take: (photo: Photo) => void;
}

const words = {
  document: { picture: 'documentFrame', take: 'documentTake' },
  face: { picture: 'faceFrame', take: 'faceTake' },
} as const;

/** Small print wants all that the camera gives. */
const finest = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/** The camera's picture with a guide over it, and the button that takes a photo of it. */
export function PhotoCamera({ view, of, take }: PhotoCameraProps) {
  const preview = useMemo(() => new DevicePreview('camera', view.camera, finest), []);
  useEffect(() => {
    preview.start();
    return () => preview.close();
  }, [preview]);
  const now = preview.now.value;
  if (now.state === 'asking') return <Asking kind="camera" />;
  if (now.state === 'failed') return <ClosedDevice kind="camera" failed={now} retry={() => preview.open()} />;
  return <Viewfinder key={now.device.id} live={now} of={of} take={take} />;
}

function Viewfinder({ live, of, take }: Omit<PhotoCameraProps, 'view'> & { readonly live: LivePreview }) {
  const video = useRef<HTMLVideoElement>(null);
  const { stream, track } = live;
  const { watch, description } = useCameraLooks(video, track);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  const press = useAction(async () => {
    if (!video.current) return;
    take(await photoOf(video.current));
  });
  return (
    <>
      <div class={`viewfinder ${of}`}>
        <video ref={video} autoplay muted playsInline aria-label={text(words[of].picture)} />
        <div class="guide" aria-hidden="true" />
      </div>
      <SpokenPicture of={of} description={description} watch={watch} />
      <Button kind="primary" big busy={press.busy} onClick={press.run}>
        {text(words[of].take)}
      </Button>
    </>
  );
}

/** How long to wait for something to be seen: a camera that was just opened may give black pictures first. */
const patienceMs = 3000;

/** A photo of what the video shows, once it shows anything; of nothing when it stays black. */
async function photoOf(video: HTMLVideoElement): Promise<Photo> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const photo = takePhoto(video);
    if (isSeen(photo) || performance.now() > until) return photo;
    forget(photo);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
