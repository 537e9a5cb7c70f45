import { useEffect } from 'preact/hooks';
import { send } from '../src/browser/page-client.ts';
import type { SessionView } from '../src/session/view.ts';
import { useAction } from '../src/ui/action.ts';
import { Button } from '../src/ui/button.tsx';
import { Chat } from '../src/ui/chat.tsx';
import { Confirmation } from '../src/ui/confirmation.tsx';
import { Contact } from '../src/ui/contact.tsx';
import { useConversation } from '../src/ui/conversation.ts';
import { DeviceTrouble } from '../src/ui/device-trouble.tsx';
import { DuringExam } from '../src/ui/during-exam.tsx';
import { LanguageSwitch } from '../src/ui/language-switch.tsx';
import { Mark } from '../src/ui/mark.tsx';
import { Failure } from '../src/ui/notice.tsx';
import { titlePage } from '../src/ui/page.tsx';
import { PolicyHash } from '../src/ui/policy-hash.tsx';
import { RecordedNow } from '../src/ui/recorded-now.tsx';
import { RehearsalNote } from '../src/ui/rehearsal-note.tsx';
import { phaseWords } from '../src/ui/step-words.ts';
import { type MessageKey, text } from '../src/ui/text.ts';
import { Connection } from './connection.tsx';

const phases: Record<SessionView['phase'], MessageKey> = {
  idle: 'phaseIdleText',
  onboarding: 'phaseOnboardingText',
  starting: 'phaseStartingText',
  active: 'phaseActiveText',
  finishing: 'phaseFinishingText',
  finished: 'phaseFinishedText',
};

const paused = { name: 'phasePaused', words: 'phasePausedText' } as const;
const resting = { name: 'signalBreak', words: 'breakNothing', look: 'paused' } as const;
const pausedByDesk = { name: 'deskPauseTitle', words: 'deskPauseTerms', look: 'paused' } as const;

function stateOf({ phase, paused: isPaused, rest, deskPause }: SessionView) {
  if (rest) return resting;
  if (deskPause) return pausedByDesk;
  return isPaused && phase === 'onboarding'
    ? { ...paused, look: 'paused' }
    : { name: phaseWords[phase], words: phases[phase], look: phase };
}

/** The toolbar popup: how things stand, and the way to a person. */
export function Popup({ view }: { readonly view: SessionView }) {
  useEffect(() => titlePage(''), []);
  const { name, look } = stateOf(view);
  return (
    <>
      <header class="popup-head">
        <Mark size={28} />
        <h1>{text('shortName')}</h1>
        <p class={`phase ${look}`} role="status">
          {text(name)}
        </p>
        <LanguageSwitch />
      </header>
      {view.rehearsal && <RehearsalNote />}
      <main class="popup">
        <Status view={view} />
        <DuringExam view={view} />
        <Help view={view} />
        {view.phase === 'active' && <Leave />}
        {view.policyHash && <PolicyHash hash={view.policyHash} />}
      </main>
    </>
  );
}

function Status({ view }: { readonly view: SessionView }) {
  const { words, look } = stateOf(view);
  const running = view.phase === 'active' || view.phase === 'starting';
  return (
    <section class="stack tight">
      {view.exam && (
        <h2>
          <bdi>{view.exam.title}</bdi>
        </h2>
      )}
      <p class="soft">{text(words, view.provider?.name ?? '')}</p>
      <PageLink view={view} />
      {running && (
        <>
          <h3>{text('recordedNow')}</h3>
          <RecordedNow recorder={view.recorder} />
          <DeviceTrouble recorder={view.recorder} />
        </>
      )}
      {(running || look === 'paused' || view.phase === 'finishing') && <Connection view={view} />}
    </section>
  );
}

/** The page on which the attempt goes on before and after the exam. */
function PageLink({ view }: { readonly view: SessionView }) {
  const start = useAction(showStart);
  if (view.phase === 'onboarding') {
    return (
      <>
        <Failure message={start.error} />
        <Button kind={view.paused ? 'primary' : 'plain'} busy={start.busy} onClick={start.run}>
          {text('openOnboarding')}
        </Button>
      </>
    );
  }
  if (view.phase === 'idle') return <Rehearse />;
  if (view.phase !== 'finishing' && view.phase !== 'finished') return null;
  return (
    <a class="button" href="../extension/finish/index.html" target="_blank" rel="noreferrer">
      {text('openFinish')}
    </a>
  );
}

/** The way into a rehearsal, while there is no exam. */
function Rehearse() {
  const rehearsal = useAction(async () => {
    await send({ type: 'rehearse' });
    close();
  });
  return (
    <>
      <p>{text('rehearsalOffer')}</p>
      <Failure message={rehearsal.error} />
      <Button busy={rehearsal.busy} onClick={rehearsal.run}>
        {text('rehearse')}
      </Button>
    </>
  );
}

/** There is only ever one start page; the popup makes room for it. */
async function showStart(): Promise<void> {
  await send({ type: 'showStart' });
  close();
}

function Help({ view }: { readonly view: SessionView }) {
  const lines = useConversation(view.session);
  return (
    <section class="popup-chat">
      <h2>{text('helpTitle')}</h2>
      {view.session ? <Chat lines={lines ?? []} /> : <p class="soft">{text('chatNoSession')}</p>}
      <Contact provider={view.provider} />
    </section>
  );
}

function Leave() {
  return (
    <Confirmation
      ask={text('leaveAsk')}
      question={text('leaveQuestion')}
      yes={text('leaveYes')}
      no={text('goOn')}
      act={() => send({ type: 'leave' })}
    >
      <p>{text('leaveText')}</p>
    </Confirmation>
  );
}
