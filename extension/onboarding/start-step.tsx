import { useRef } from 'preact/hooks';
import { requestAccess, send } from '../../src/browser/page-client.ts';
import { isScreenGone, type SessionView, type StartSurvey } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { plural, text } from '../../src/ui/text.ts';
import { CandidateError, type Saying, say } from '../../src/words/saying.ts';
import { ClosedTabs, DisabledExtensions } from './start-closes.tsx';
import { StartDevices } from './start-devices.tsx';
import { useStartSurvey } from './start-survey.ts';

/** What will happen on the click, tab by tab, and the click that confirms it. */
export function StartStep({ view }: { readonly view: SessionView }) {
  const start = useAction((granted: Promise<boolean>) => startWith(granted));
  const starting = view.phase === 'starting' || start.busy;
  const { survey, error } = useStartSurvey(starting);
  return (
    <section class="card stack">
      <Heading>{text('startTitle')}</Heading>
      {survey ? (
        <Ready
          view={view}
          survey={survey}
          starting={starting}
          error={start.error || error}
          // Asked again in the click: the browser may have forgotten what it allowed, and asks nobody when it has not.
          start={() => view.policy && start.run(requestAccess(view.policy, view.backend))}
        />
      ) : (
        // Nothing can be confirmed before it is shown.
        <>
          <p role="status">{text('loading')}</p>
          <Failure message={error} />
        </>
      )}
    </section>
  );
}

async function startWith(granted: Promise<boolean>): Promise<void> {
  if (!(await granted)) throw new CandidateError(say('accessRefusedStart'));
  await send({ type: 'start' });
}

interface ReadyProps {
  readonly view: SessionView;
  readonly survey: StartSurvey;
  readonly starting: boolean;
  readonly error: Saying;
  readonly start: () => void;
}

const obstacle = 'start-obstacle';

function Ready({ view, survey, starting, error, start }: ReadyProps) {
  const { displays } = survey;
  const { lockdown } = view.policy ?? {};
  const screenGone = isScreenGone(view);
  const hasSeveral = displays.verdict === 'several' && !starting;
  const wasStopped = useRef(false);
  wasStopped.current ||= hasSeveral;
  return (
    <>
      <StartDevices view={view} displays={displays} screenGone={screenGone} fixed={starting} />
      <WhatHappens view={view} />
      {lockdown?.closeTabs && <ClosedTabs tabs={survey.tabs} privateTabs={survey.privateTabs} />}
      {lockdown?.otherExtensions === 'block' && <DisabledExtensions names={survey.extensions} />}
      {hasSeveral && <TooManyDisplays names={displays.names} allowed={view.accommodation?.displays ?? 1} />}
      <Failure message={error} />
      <Button
        kind="primary"
        big
        busy={starting}
        disabled={screenGone || hasSeveral}
        describedBy={hasSeveral ? obstacle : undefined}
        onClick={start}
      >
        {startLabel(starting, view.startedAt !== null)}
      </Button>
      <p role="status" class="hint soft">
        {starting && text('startProgress')}
        {!starting && !hasSeveral && wasStopped.current && text('startFree')}
      </p>
    </>
  );
}

function startLabel(starting: boolean, resumed: boolean): string {
  if (starting) return text('starting');
  return text(resumed ? 'startAgain' : 'start');
}

function WhatHappens({ view }: { readonly view: SessionView }) {
  const { lockdown, recording } = view.policy ?? {};
  const records = recording && (recording.camera || recording.microphone || recording.screen);
  return (
    <section class="stack tight">
      <h2>{text('startHappens')}</h2>
      <ul class="bullets">
        {records && <li>{text('startRecords')}</li>}
        {lockdown && lockdown.fullScreen !== 'off' && <li>{text('startFullScreen')}</li>}
        <li>{text('startOpens', view.exam?.title ?? '')}</li>
      </ul>
    </section>
  );
}

interface DisplaysProps {
  readonly names: readonly string[];
  readonly allowed: number;
}

/** Why the exam cannot start yet, and what to do; it goes by itself. */
function TooManyDisplays({ names, allowed }: DisplaysProps) {
  return (
    <div id={obstacle} class="obstacle">
      <Notice tone="warn" alert>
        <h2>{plural('startDisplaysTitle', allowed)}</h2>
        <p>{text('startDisplaysFound')}</p>
        <ul class="bullets">
          {names.map((name, at) => (
            // Two displays of one make have the same name.
            <li key={`${at} ${name}`}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
        <p>{text('startDisplaysAdvice')}</p>
      </Notice>
    </div>
  );
}
