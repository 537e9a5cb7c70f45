import { useRef } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { StepName } from '../../src/session/snapshot.ts';
import { type SessionView, shownStep } from '../../src/session/view.ts';
import { Confirmation } from '../../src/ui/confirmation.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Notice } from '../../src/ui/notice.tsx';
import { Said } from '../../src/ui/said.tsx';
import { stepWords } from '../../src/ui/step-words.ts';
import { said, text } from '../../src/ui/text.ts';
import { AgreementStep } from './agreement-step.tsx';
import { BrowserStep } from './browser-step.tsx';
import { CameraStep } from './camera-step.tsx';
import { ConnectionStep } from './connection-step.tsx';
import { ConsentStep } from './consent-step.tsx';
import { Overridden } from './desk-help.tsx';
import { DeskScanStep } from './desk-scan-step.tsx';
import { IdentityStep } from './identity-step.tsx';
import { IntroductionStep } from './introduction-step.tsx';
import { MicrophoneStep } from './microphone-step.tsx';
import { ReEntryStep } from './re-entry-step.tsx';
import { revisited } from './revisit.ts';
import { ScreenStep } from './screen-step.tsx';
import { StartStep } from './start-step.tsx';

const contents = {
  consent: ConsentStep,
  're-entry': ReEntryStep,
  browser: BrowserStep,
  connection: ConnectionStep,
  camera: CameraStep,
  microphone: MicrophoneStep,
  screen: ScreenStep,
  identity: IdentityStep,
  'desk-scan': DeskScanStep,
  agreement: AgreementStep,
  introduction: IntroductionStep,
  start: StartStep,
} as const;

/** The steps before the exam, one at a time. */
export function Steps({ view }: { readonly view: SessionView }) {
  const step = revisited.value ?? shownStep(view);
  const Content = contents[step];
  return (
    <>
      <Progress view={view} step={step} />
      <Done view={view} />
      {view.problem && (
        <Notice tone="danger" alert>
          <h2>{said(view.problem.title)}</h2>
          <Said saying={view.problem.detail} />
        </Notice>
      )}
      {view.startedAt && step !== 're-entry' && (
        <Notice tone="info">
          <p>{text('resumed')}</p>
        </Notice>
      )}
      <Overridden view={view} step={step} />
      <Content key={step} view={view} />
      {view.phase === 'onboarding' && <WayOut view={view} />}
    </>
  );
}

/** With more steps than this their names do not fit beside each other: only the present one is shown. */
const mostNamed = 7;

function Progress({ view, step }: { readonly view: SessionView; readonly step: StepName }) {
  const place = view.steps.indexOf(step) + 1;
  return (
    <nav class="progress" aria-label={text('progressLabel')}>
      <p class="small soft">{text('progress', place, view.steps.length)}</p>
      <ol class={view.steps.length > mostNamed ? 'many' : ''}>
        {view.steps.map((name) => {
          const done = view.done.includes(name) && name !== step;
          return (
            <li key={name} class={done ? 'done' : ''} aria-current={name === step ? 'step' : undefined}>
              {done && <Icon name="check" size={18} />}
              <span class="step-name">{text(stepWords[name])}</span>
              {done && <span class="unseen">{text('progressDone')}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Says that a step is done, and how far that is; the heading of the next has the focus and is read out by itself. */
function Done({ view: { done, steps } }: { readonly view: SessionView }) {
  const before = useRef(done.length);
  const last = done.at(-1);
  const isNews = done.length > before.current;
  return (
    <p class="unseen" role="status">
      {isNews &&
        last &&
        `${text(stepWords[last])} ${text('progressDone')}. ${text('progress', done.length, steps.length)}`}
    </p>
  );
}

/** Stopping before the exam, or, after a crash in it, not going on with it. */
function WayOut({ view }: { readonly view: SessionView }) {
  const running = view.startedAt !== null;
  return (
    <Confirmation
      kind="quiet"
      ask={text(running ? 'leaveAsk' : 'declineAsk')}
      question={text(running ? 'leaveQuestion' : 'declineQuestion')}
      yes={text(running ? 'leaveYes' : 'declineYes')}
      no={text('goOn')}
      act={() => send({ type: running ? 'leave' : 'decline' })}
    >
      <p>{wayOutText(view)}</p>
    </Confirmation>
  );
}

function wayOutText({ startedAt, rehearsal, provider }: SessionView): string {
  if (rehearsal) return text('rehearsalAgain');
  return startedAt === null ? text('declineText', provider?.name ?? '') : text('leaveText');
}
