import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { checking, type Verdict } from '../../src/recording/verdict.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { type MessageKey, text } from '../../src/ui/text.ts';
import type { CauseWords, Name } from './cause-words.ts';
import { type Device, DevicePreview, type Preview } from './device-preview.ts';
import { Finding } from './finding.tsx';
import { revisited } from './revisit.ts';

export type LivePreview = Extract<Preview, { state: 'live' }>;
export type FailedPreview = Extract<Preview, { state: 'failed' }>;

/** What was chosen, and what of the check goes with it. */
export interface Choice {
  readonly device: Device;
  readonly advice?: string | undefined;
  readonly remark?: string | undefined;
}

export interface TrialProps<Cause extends string> {
  readonly live: LivePreview;
  /** Whether the policy demands that the check is passed. */
  readonly isVerified: boolean;
  /** Told whenever the verdict is another. */
  readonly report: (verdict: Verdict<Cause>) => void;
  /** Goes on with the candidate's remark in place of what the check asks for. */
  readonly remark: (remark: string) => void;
  readonly busy: boolean;
}

interface DeviceStepProps<Cause extends string> {
  readonly kind: 'camera' | 'microphone';
  readonly view: SessionView;
  readonly words: { readonly title: MessageKey; readonly intro: MessageKey; readonly use: MessageKey };
  readonly causes: Readonly<Record<Cause, CauseWords>>;
  /** Judges a device that did not open. */
  readonly judge: (failed: FailedPreview) => Verdict<Cause>;
  /** Draws the device on trial, and judges it. */
  readonly trial: ComponentType<TrialProps<Cause>>;
  /** Tells the session which device to record. */
  readonly choose: (choice: Choice) => Promise<void>;
}

/** A step that tries out a camera or a microphone and lets the candidate choose among several. */
export function DeviceStep<Cause extends string>(props: DeviceStepProps<Cause>) {
  const { kind, view, words } = props;
  const preview = useMemo(() => new DevicePreview(kind, view[kind]), [kind]);
  useEffect(() => {
    preview.start();
    return () => preview.close();
  }, [preview]);
  const now = preview.now.value;
  return (
    <section class="card stack">
      <Heading>{text(words.title)}</Heading>
      <p>{text(words.intro)}</p>
      {now.state === 'asking' && <Asking kind={kind} />}
      {now.state === 'failed' && <Failed {...props} failed={now} preview={preview} />}
      {now.state === 'live' && <Live key={now.stream.id} {...props} live={now} preview={preview} />}
    </section>
  );
}

const names = { camera: 'deviceCamera', microphone: 'deviceMicrophone' } as const;

function Asking({ kind }: { readonly kind: 'camera' | 'microphone' }) {
  return (
    <div role="status" class="asking">
      <Notice tone="info">
        <p>{text(kind === 'camera' ? 'askingCamera' : 'askingMicrophone')}</p>
        <p>{text('askingAdvice')}</p>
      </Notice>
    </div>
  );
}

type FailedProps<Cause extends string> = DeviceStepProps<Cause> & {
  readonly failed: FailedPreview;
  readonly preview: DevicePreview;
};

function Failed<Cause extends string>({ kind, causes, judge, failed, preview }: FailedProps<Cause>) {
  const verdict = judge(failed);
  if (verdict.state !== 'amiss') return null;
  return (
    <>
      <Finding
        words={causes[verdict.cause]}
        severity={verdict.severity}
        names={namesOf(kind, null, failed.lost)}
        retry={() => preview.open()}
      />
      {failed.devices.length > 1 && (
        <DeviceChoice kind={kind} shown={null} devices={failed.devices} preview={preview} />
      )}
    </>
  );
}

type LiveProps<Cause extends string> = DeviceStepProps<Cause> & {
  readonly live: LivePreview;
  readonly preview: DevicePreview;
};

function Live<Cause extends string>(props: LiveProps<Cause>) {
  const { kind, view, words, causes, trial: Trial, choose, live, preview } = props;
  const [verdict, report] = useState<Verdict<Cause>>(checking);
  const choice = useAction(async (chosen: Choice) => {
    await choose(chosen);
    revisited.value = null;
  });
  const { device } = live;
  const advice = verdict.state === 'amiss' ? verdict.cause : undefined;
  const use = useOnce(verdict, () => choice.run({ device, advice }));
  const finding = `${kind}-finding`;
  return (
    <>
      <Trial
        live={live}
        isVerified={view.policy?.verification[kind] === true}
        report={report}
        remark={(remark) => choice.run({ device, advice, remark })}
        busy={choice.busy}
      />
      <div role="status" class="hint">
        {verdict.state === 'amiss' && (
          <Finding
            key={verdict.cause}
            id={finding}
            words={causes[verdict.cause]}
            severity={verdict.severity}
            names={namesOf(kind, device, live.lost)}
            retry={() => preview.open()}
          />
        )}
      </div>
      <DeviceChoice kind={kind} shown={device} devices={live.devices} preview={preview} />
      <Failure message={choice.error} />
      <Button
        kind="primary"
        big
        busy={choice.busy || use.isWaiting}
        disabled={isBlocked(verdict)}
        describedBy={isBlocked(verdict) ? finding : undefined}
        onClick={use.press}
      >
        {text(words.use)}
      </Button>
    </>
  );
}

function isBlocked(verdict: Verdict): boolean {
  return verdict.state === 'amiss' && verdict.severity === 'blocks';
}

/** A press that comes before the check is over counts once it is. */
function useOnce(verdict: Verdict, act: () => void): { readonly isWaiting: boolean; readonly press: () => void } {
  const [isWanted, want] = useState(false);
  useEffect(() => {
    if (!isWanted || verdict.state === 'checking') return;
    want(false);
    if (!isBlocked(verdict)) act();
  }, [isWanted, verdict]);
  return { isWaiting: isWanted, press: () => want(true) };
}

interface ChoiceProps {
  readonly kind: 'camera' | 'microphone';
  /** The device on trial; null when none is. */
  readonly shown: Device | null;
  readonly devices: readonly Device[];
  readonly preview: DevicePreview;
}

function DeviceChoice({ kind, shown, devices, preview }: ChoiceProps) {
  const id = `choose-${kind}`;
  if (devices.length < 2) return <p class="soft">{text('deviceUsed', shown?.label ?? '')}</p>;
  const open = (wanted: string) => preview.open(devices.find((device) => device.id === wanted) ?? null);
  return (
    <div class="stack tight">
      <label for={id}>{text(kind === 'camera' ? 'chooseCamera' : 'chooseMicrophone')}</label>
      <select id={id} value={shown?.id ?? ''} onChange={(event) => open(event.currentTarget.value)}>
        {shown === null && <option value="">{text('chooseNone')}</option>}
        {devices.map((device, at) => (
          <option key={device.id} value={device.id}>
            {device.label || `${text(names[kind])} ${at + 1}`}
          </option>
        ))}
      </select>
    </div>
  );
}

function namesOf(kind: 'camera' | 'microphone', device: Device | null, lost: Device | null): Record<Name, string> {
  const name = text(names[kind]);
  return { kind: name, device: device?.label || name, lost: lost?.label || name };
}
