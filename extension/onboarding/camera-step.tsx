import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { type PictureHint, pictureHint } from '../../src/recording/picture-hint.ts';
import type { SessionView } from '../../src/session/view.ts';
import { numberText } from '../../src/ui/format.ts';
import { Notice } from '../../src/ui/notice.tsx';
import { type MessageKey, text } from '../../src/ui/text.ts';
import { DeviceStep, type LivePreview } from './device-step.tsx';

const words = { title: 'cameraTitle', intro: 'cameraIntro', use: 'cameraUse' } as const;

export function CameraStep({ view }: { readonly view: SessionView }) {
  return (
    <DeviceStep kind="camera" view={view} words={words} choose={(device) => send({ type: 'chooseCamera', device })}>
      {(live) => <Picture live={live} />}
    </DeviceStep>
  );
}

const hintWords: Record<PictureHint, MessageKey> = { black: 'hintBlack', dark: 'hintDark', flat: 'hintFlat' };

function Picture({ live }: { readonly live: LivePreview }) {
  const video = useRef<HTMLVideoElement>(null);
  const [size, setSize] = useState<readonly [width: number, height: number] | null>(null);
  const hint = usePictureHint(video, live.stream);
  useEffect(() => {
    if (video.current) video.current.srcObject = live.stream;
  }, [live.stream]);
  const measure = ({ currentTarget: { videoWidth, videoHeight } }: { currentTarget: HTMLVideoElement }) =>
    setSize([videoWidth, videoHeight]);
  return (
    <>
      <figure class="camera-preview">
        <video ref={video} autoplay muted playsInline aria-label={text('cameraPicture')} onResize={measure} />
        <figcaption class="small soft">{size && text('cameraSize', ...size.map(numberText))}</figcaption>
      </figure>
      <div role="status" class="hint">
        {hint && (
          <Notice tone="warn">
            <p>{text(hintWords[hint])}</p>
          </Notice>
        )}
      </div>
    </>
  );
}

const samplesEveryMs = 700;

/** Looks at the picture now and then; a hint stands once two looks in a row agree. */
function usePictureHint(video: { readonly current: HTMLVideoElement | null }, stream: MediaStream): PictureHint | null {
  const [hint, setHint] = useState<PictureHint | null>(null);
  useEffect(() => {
    const canvas = new OffscreenCanvas(64, 48);
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    let before: PictureHint | null = null;
    const look = () => {
      if (!pen || !video.current?.videoWidth) return;
      pen.drawImage(video.current, 0, 0, canvas.width, canvas.height);
      const seen = pictureHint(pen.getImageData(0, 0, canvas.width, canvas.height).data);
      if (seen === before) setHint(seen);
      before = seen;
    };
    const timer = setInterval(look, samplesEveryMs);
    return () => clearInterval(timer);
  }, [stream]);
  return hint;
}
