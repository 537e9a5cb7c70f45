import { send } from '../browser/page-client.ts';
import type { Mended } from '../protocol/messages.ts';
import type { DeviceName, RecorderStatus } from '../session/snapshot.ts';
import { CandidateError, say } from '../words/saying.ts';
import { useAction } from './action.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Failure } from './notice.tsx';
import { text } from './text.ts';
import { type Trouble, troubles } from './trouble.ts';
import './device-trouble.css';

/** What is wrong with a device, and the one way to mend it; nothing when all is well. The most urgent comes first. */
export function DeviceTrouble({ recorder }: { readonly recorder: RecorderStatus }) {
  const [first] = troubles(recorder);
  return first ? <OneTrouble key={`${first.device} ${first.what}`} {...first} /> : null;
}

function OneTrouble({ device, what, advice, button, isLost }: Trouble) {
  const mending = useAction(() => mend(device));
  return (
    <section class={`device-trouble ${isLost ? 'lost' : ''}`} aria-label={text(what)}>
      <div role="alert">
        <p class="what">
          <Icon name={isLost ? 'error' : 'warning'} size={18} />
          {text(what)}
        </p>
        <p>{text(advice)}</p>
      </div>
      <Failure message={mending.error} />
      {button && (
        <Button kind="primary" busy={mending.busy} onClick={mending.run}>
          {text(button)}
        </Button>
      )}
    </section>
  );
}

async function mend(device: DeviceName): Promise<void> {
  const mended = await send<Mended>({ type: 'mend', device });
  if (mended.kind === 'surface') throw new CandidateError(say('troubleWrongSurface'));
  if (mended.kind === 'none') throw new CandidateError(say('troubleNone'));
  if (mended.kind === 'fault') throw new CandidateError(say('troubleFault', mended.fault));
}
