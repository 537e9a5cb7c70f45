import { requestAccess, send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { revisited } from './revisit.ts';

/** What will happen on the click, and the click. */
export function StartStep({ view }: { readonly view: SessionView }) {
  const start = useAction((granted: Promise<boolean>) => startWith(granted));
  const starting = view.phase === 'starting' || start.busy;
  const screenGone = view.policy?.recording.screen === true && !['chosen', 'recording'].includes(view.recorder.screen);
  return (
    <section class="card stack">
      <Heading>{text('startTitle')}</Heading>
      <Devices view={view} screenGone={screenGone} fixed={starting} />
      <WhatHappens view={view} />
      <Failure message={start.error} />
      {/* Asked again in the click: the browser may have forgotten what it allowed, and asks nobody when it has not. */}
      <Button
        kind="primary"
        big
        busy={starting}
        disabled={screenGone}
        onClick={() => view.policy && start.run(requestAccess(view.policy, view.backend))}
      >
        {startLabel(starting, view.startedAt !== null)}
      </Button>
      <p role="status" class="hint soft">
        {starting && text('startProgress')}
      </p>
    </section>
  );
}

async function startWith(granted: Promise<boolean>): Promise<void> {
  if (!(await granted)) throw new Error(text('accessRefusedStart'));
  await send({ type: 'start' });
}

function startLabel(starting: boolean, resumed: boolean): string {
  if (starting) return text('starting');
  return text(resumed ? 'startAgain' : 'start');
}

interface DevicesProps {
  readonly view: SessionView;
  readonly screenGone: boolean;
  readonly fixed: boolean;
}

function Devices({ view, screenGone, fixed }: DevicesProps) {
  const { recording } = view.policy ?? {};
  const rows = [
    recording?.camera && ({ device: 'camera', name: 'deviceCamera', state: view.camera?.label ?? '' } as const),
    recording?.microphone &&
      ({ device: 'microphone', name: 'deviceMicrophone', state: view.microphone?.label ?? '' } as const),
    recording?.screen &&
      ({
        device: 'screen',
        name: 'deviceScreen',
        state: text(screenGone ? 'startScreenGone' : 'startScreenWhole'),
      } as const),
  ].filter((row) => typeof row === 'object');
  if (rows.length === 0) return null;
  return (
    <ul class="devices chosen-devices">
      {rows.map(({ device, name, state }) => (
        <li key={device}>
          <Icon name={device} />
          <span>
            <strong>{text(name)}</strong>
            <span class={device === 'screen' && screenGone ? 'state lost' : 'soft'}>{state}</span>
          </span>
          {!fixed && (
            <Button
              label={text('changeDevice', text(name))}
              onClick={() => {
                revisited.value = device;
              }}
            >
              {text('change')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function WhatHappens({ view }: { readonly view: SessionView }) {
  const { lockdown, recording } = view.policy ?? {};
  const records = recording && (recording.camera || recording.microphone || recording.screen);
  return (
    <>
      <h2>{text('startHappens')}</h2>
      <ul class="bullets">
        {records && <li>{text('startRecords')}</li>}
        {lockdown?.closeTabs && <li>{text('startClosesTabs')}</li>}
        {lockdown && lockdown.fullScreen !== 'off' && <li>{text('startFullScreen')}</li>}
        <li>{text('startOpens', view.exam?.title ?? '')}</li>
      </ul>
    </>
  );
}
