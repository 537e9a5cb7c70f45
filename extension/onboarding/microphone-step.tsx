import { useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { remarkLength } from '../../src/protocol/messages.ts';
import {
  type MicrophoneCause,
  mayRemark,
  microphoneVerdict,
  nothingHeard,
} from '../../src/recording/microphone-check.ts';
import type { SessionView } from '../../src/session/view.ts';
import { Button } from '../../src/ui/button.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { microphoneWords } from './cause-words.ts';
import { DeviceStep, type FailedPreview, type TrialProps } from './device-step.tsx';
import { useMicrophoneSound } from './microphone-sound.ts';
import { useReport } from './report.ts';

const words = { title: 'microphoneTitle', intro: 'microphoneIntro', use: 'microphoneUse' } as const;

export function MicrophoneStep({ view }: { readonly view: SessionView }) {
  return (
    <DeviceStep
      kind="microphone"
      view={view}
      words={words}
      causes={microphoneWords}
      judge={judgeFailed}
      trial={MicrophoneTrial}
      choose={(choice) => send({ type: 'chooseMicrophone', ...choice })}
    />
  );
}

function judgeFailed({ refusal, lost }: FailedPreview) {
  const facts = { isReplacement: false, muted: false, hearing: nothingHeard };
  return microphoneVerdict({ ...facts, refusal, isGone: lost !== null }, true);
}

function MicrophoneTrial({ live, isVerified, report, remark, busy }: TrialProps<MicrophoneCause>) {
  const { share, hearing, muted, isAsleep } = useMicrophoneSound(live.track);
  const verdict = microphoneVerdict(
    { refusal: null, isGone: false, isReplacement: live.lost !== null, muted, hearing },
    isVerified,
  );
  useReport(verdict, report);
  const { isHeard } = hearing;
  return (
    <>
      <blockquote class="sentence">{text('microphoneSentence')}</blockquote>
      <Meter share={share} />
      <div role="status" class="hint">
        {isAsleep && (
          <Notice tone="info">
            <p>{text('microphoneAsleep')}</p>
          </Notice>
        )}
        {!isAsleep && !isHeard && !muted && verdict.state !== 'amiss' && <p>{text('microphoneListening')}</p>}
        {isHeard && !muted && (
          <p class="row heard">
            <Icon name="check" />
            {text('microphoneHeard')}
          </p>
        )}
      </div>
      {isVerified && !isHeard && mayRemark(verdict) && <OtherWay remark={remark} busy={busy} />}
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

/** For those who cannot speak, here or at all: another sound, or a remark that the provider's staff see. */
function OtherWay({ remark, busy }: { readonly remark: (remark: string) => void; readonly busy: boolean }) {
  const [written, write] = useState('');
  const said = written.trim();
  return (
    <details class="other-way">
      <summary>{text('cannotSpeak')}</summary>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (said) remark(said);
        }}
      >
        <p>{text('cannotSpeakClap')}</p>
        <label for="microphone-remark">{text('cannotSpeakRemark')}</label>
        <textarea
          id="microphone-remark"
          class="wide"
          rows={2}
          maxLength={remarkLength}
          dir="auto"
          value={written}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
        <Button submit busy={busy} disabled={!said}>
          {text('cannotSpeakGoOn')}
        </Button>
      </form>
    </details>
  );
}
