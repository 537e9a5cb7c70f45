import { useEffect, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { decibels, hear, meterShare, nothingHeard, verdict } from '../../src/recording/audio-level.ts';
import type { SessionView } from '../../src/session/view.ts';
import { Icon } from '../../src/ui/icon.tsx';
import { Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { DeviceStep } from './device-step.tsx';

const words = { title: 'microphoneTitle', intro: 'microphoneIntro', use: 'microphoneUse' } as const;

export function MicrophoneStep({ view }: { readonly view: SessionView }) {
  return (
    <DeviceStep
      kind="microphone"
      view={view}
      words={words}
      choose={(device) => send({ type: 'chooseMicrophone', device })}
    >
      {(live) => <Level stream={live.stream} />}
    </DeviceStep>
  );
}

function Level({ stream }: { readonly stream: MediaStream }) {
  const { share, heard } = useLevel(stream);
  return (
    <>
      <Meter share={share} />
      <div role="status" class="hint">
        {heard === 'listening' && <p>{text('microphoneListening')}</p>}
        {heard === 'heard' && (
          <p class="row heard">
            <Icon name="check" />
            {text('microphoneHeard')}
          </p>
        )}
        {heard === 'silent' && (
          <Notice tone="warn">
            <p>{text('microphoneSilent')}</p>
          </Notice>
        )}
        {heard === 'muted' && (
          <Notice tone="warn">
            <p>{text('microphoneMuted')}</p>
          </Notice>
        )}
      </div>
    </>
  );
}

function Meter({ share }: { readonly share: number }) {
  return (
    <meter
      class="level"
      min={0}
      max={1}
      value={share}
      aria-label={text('levelLabel')}
      aria-valuetext={loudness(share)}
    />
  );
}

function loudness(share: number): string {
  if (share < 0.35) return text('levelQuiet');
  return text(share < 0.9 ? 'levelGood' : 'levelLoud');
}

const blockMs = 100;

/** Listens to the stream, a block at a time. */
function useLevel(stream: MediaStream): { readonly share: number; readonly heard: ReturnType<typeof verdict> } {
  const [level, setLevel] = useState({ share: 0, hearing: nothingHeard });
  useEffect(() => {
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    audio.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      // Without a click on the page the browser may hold sound back; the next one lets it run.
      if (audio.state !== 'running') return;
      analyser.getFloatTimeDomainData(samples);
      const loudness = decibels(samples);
      setLevel(({ hearing }) => ({ share: meterShare(loudness), hearing: hear(hearing, loudness, blockMs) }));
    }, blockMs);
    const gone = new AbortController();
    const wake = () => void audio.resume();
    addEventListener('pointerdown', wake, { signal: gone.signal });
    addEventListener('keydown', wake, { signal: gone.signal });
    return () => {
      gone.abort();
      clearInterval(timer);
      void audio.close();
      setLevel({ share: 0, hearing: nothingHeard });
    };
  }, [stream]);
  return { share: level.share, heard: verdict(level.hearing) };
}
