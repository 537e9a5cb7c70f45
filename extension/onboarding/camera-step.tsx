import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { type CameraCause, cameraVerdict, newCameraWatch } from '../../src/recording/camera-check.ts';
import type { SessionView } from '../../src/session/view.ts';
import { numberText } from '../../src/ui/format.ts';
import { text } from '../../src/ui/text.ts';
import { useCameraLooks } from './camera-looks.ts';
import { cameraWords } from './cause-words.ts';
import { DeviceStep, type FailedPreview, type TrialProps } from './device-step.tsx';
import { useReport } from './report.ts';
import { SpokenPicture } from './spoken-picture.tsx';

const words = { title: 'cameraTitle', intro: 'cameraIntro', use: 'cameraUse' } as const;

export function CameraStep({ view }: { readonly view: SessionView }) {
  return (
    <DeviceStep
      kind="camera"
      view={view}
      words={words}
      causes={cameraWords}
      judge={judgeFailed}
      trial={CameraTrial}
      choose={(choice) => send({ type: 'chooseCamera', ...choice })}
    />
  );
}

const nothingKnown = {
  isReplacement: false,
  label: '',
  width: 0,
  height: 0,
  watch: newCameraWatch(0),
  faces: null,
} as const;

function judgeFailed({ refusal, lost }: FailedPreview) {
  return cameraVerdict({ ...nothingKnown, refusal, isGone: lost !== null }, true);
}

function CameraTrial({ live, isVerified, report }: TrialProps<CameraCause>) {
  const video = useRef<HTMLVideoElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  const { watch, faces, description } = useCameraLooks(video, live.track);
  const { label } = live.device;
  const isReplacement = live.lost !== null;
  const facts = { refusal: null, isGone: false, isReplacement, label, width, height, watch, faces };
  useReport(cameraVerdict(facts, isVerified), report);
  useEffect(() => {
    if (video.current) video.current.srcObject = live.stream;
  }, [live.stream]);
  return (
    <>
      <figure class="camera-preview">
        <div class="camera-frame">
          <video
            ref={video}
            autoplay
            muted
            playsInline
            aria-label={text('cameraPicture')}
            onResize={({ currentTarget: { videoWidth, videoHeight } }) =>
              setSize({ width: videoWidth, height: videoHeight })
            }
          />
          <span class="camera-oval" aria-hidden="true" />
        </div>
        <figcaption class="small soft">
          {width > 0 && text('cameraSize', numberText(width), numberText(height))}
        </figcaption>
      </figure>
      <SpokenPicture of="sitter" description={description} />
    </>
  );
}
