import { send } from '../../src/browser/page-client.ts';
import { causeCode } from '../../src/protocol/cause-code.ts';
import type { CheckName } from '../../src/protocol/check-help.ts';
import type { StepName } from '../../src/session/snapshot.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { openHelp } from '../../src/ui/help-dock.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { revisited } from './revisit.ts';

/** What bars the way, as the desk is told. */
export interface Barrier {
  readonly view: SessionView;
  readonly check: CheckName;
  /** What failed, as the check names it. */
  readonly cause: string;
  /** Whether there is something to go on with as it is. */
  readonly hasDevice: boolean;
}

/** The way to a person from a failure. Where one bars the way, its cause goes to the desk with the press. */
export function DeskHelp({ barrier }: { readonly barrier?: Barrier | undefined }) {
  const ask = useAction(async ({ check, cause, hasDevice }: Barrier) => {
    await send({ type: 'askDesk', check, cause: causeCode(cause), hasDevice });
  });
  const asked = barrier?.view.asked.find(({ check }) => check === barrier.check);
  const isAsked = asked?.order === null && asked.cause === causeCode(barrier?.cause ?? '');
  return (
    <>
      <Button
        kind="quiet"
        onClick={() => {
          openHelp();
          if (barrier) ask.run(barrier);
        }}
      >
        {text('getHelp')}
      </Button>
      <p role="status" class="small soft">
        {isAsked && text(asked.way === 'none' ? 'helpAskedOnly' : 'helpAsked')}
      </p>
      <Failure message={ask.error} />
    </>
  );
}

/** Whether the desk lets the candidate go on with things as they are. */
export function isOverridden({ asked }: SessionView, check: CheckName): boolean {
  return asked.some((one) => one.check === check && one.order !== null && one.way === 'check');
}

/** That the desk lets the candidate go on without the check of this step; and the way on, where there is no device. */
export function Overridden({ view, step }: { readonly view: SessionView; readonly step: StepName }) {
  const given = view.asked.find(({ check, order }) => check === step && order !== null);
  const goOn = useAction(async (check: 'camera' | 'microphone' | 'screen') => {
    await send({ type: 'goOnWithout', check });
    revisited.value = null;
  });
  const device = given?.way === 'without' && (step === 'camera' || step === 'microphone' || step === 'screen') && step;
  return (
    <>
      <div role="status" class="hint">
        {given && (
          <Notice tone="good">
            <p>{text('helpOverrides')}</p>
            {device && <p>{text('helpWithout')}</p>}
          </Notice>
        )}
      </div>
      <Failure message={goOn.error} />
      {device && (
        <div class="row">
          <Button kind="primary" big busy={goOn.busy} onClick={() => goOn.run(device)}>
            {text('goOnWithout')}
          </Button>
        </div>
      )}
    </>
  );
}
