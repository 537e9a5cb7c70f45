import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { checking, type Verdict } from '../../src/recording/verdict.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { numberText } from '../../src/ui/format.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { type MessageKey, text } from '../../src/ui/text.ts';
import type { CauseWords, Name } from './cause-words.ts';
import { type Barrier, isOverridden } from './desk-help.tsx';
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
  const { kind, view, words, causes, trial: Trial, choose } = props;
  const preview = useMemo(() => new DevicePreview(kind, view[kind]), [kind]);
  useEffect(() => {
    preview.start();
    return () => preview.close();
  }, [preview]);
  const now = preview.now.value;
  const [verdict, report] = useVerdict(now, props.judge);
  const mayGoOn = !isBlocked(verdict) || isOverridden(view, kind);
  const choice = useAction(async (chosen: Choice) => {
    await choose(chosen);
    revisited.value = null;
  });
  const device = now.state === 'live' ? now.device : null;
  const advice = verdict.state === 'amiss' ? verdict.cause : undefined;
  const use = useOnce(verdict, mayGoOn, () => device && choice.run({ device, advice }));
  return (
    <section class="card stack">
      <Heading>{text(words.title)}</Heading>
      <p>{text(words.intro)}</p>
      {now.state === 'asking' && <Asking kind={kind} />}
      {now.state === 'live' && (
        <Trial
          key={now.stream.id}
          live={now}
          isVerified={view.policy?.verification[kind] === true}
          report={report}
          remark={(remark) => choice.run({ device: now.device, advice, remark })}
          busy={choice.busy}
        />
      )}
      <Found
        id={`${kind}-finding`}
        verdict={verdict}
        causes={causes}
        names={namesOf(kind, device, now.state === 'asking' ? null : now.lost)}
        retry={() => retry(preview)}
        barrier={{ view, check: kind, hasDevice: now.state === 'live' }}
      />
      <DeviceChoice kind={kind} shown={device} preview={preview} />
      <Failure message={choice.error} />
      {device && (
        <Button
          kind="primary"
          big
          busy={choice.busy || use.isWaiting}
          disabled={!mayGoOn}
          describedBy={isBlocked(verdict) ? `${kind}-finding` : undefined}
          onClick={use.press}
        >
          {text(words.use)}
        </Button>
      )}
    </section>
  );
}

/** The verdict on what is on trial now, and how the trial reports it. */
function useVerdict<Cause extends string>(
  now: Preview,
  judge: (failed: FailedPreview) => Verdict<Cause>,
): readonly [Verdict<Cause>, (verdict: Verdict<Cause>) => void] {
  const trial = now.state === 'live' ? now.stream.id : '';
  const [reported, report] = useState<{ trial: string; verdict: Verdict<Cause> }>({ trial: '', verdict: checking });
  const failed = now.state === 'failed' ? judge(now) : checking;
  const isOnTrial = now.state === 'live' && reported.trial === trial;
  return [isOnTrial ? reported.verdict : failed, (verdict) => report({ trial, verdict })];
}

/** Tries again. The button goes with what it stood by, so the focus returns to the head of the step. */
function retry(preview: DevicePreview): void {
  document.querySelector<HTMLElement>('h1')?.focus();
  preview.open();
}

const names = { camera: 'deviceCamera', microphone: 'deviceMicrophone' } as const;

export function Asking({ kind }: { readonly kind: 'camera' | 'microphone' }) {
  return (
    <div role="status" class="asking">
      <Notice tone="info">
        <p>{text(kind === 'camera' ? 'askingCamera' : 'askingMicrophone')}</p>
        <p>{text('askingAdvice')}</p>
      </Notice>
    </div>
  );
}

interface FoundProps<Cause extends string> {
  readonly id: string;
  readonly verdict: Verdict<Cause>;
  readonly causes: Readonly<Record<Cause, CauseWords>>;
  readonly names: Readonly<Record<Name, string>>;
  readonly retry: () => void;
  readonly barrier: Omit<Barrier, 'cause'>;
}

/** What is amiss. What blocks is read out at once; an advice waits until nobody speaks. */
function Found<Cause extends string>({ id, verdict, causes, names, retry, barrier }: FoundProps<Cause>) {
  const found = verdict.state === 'amiss' && (
    <Finding
      key={verdict.cause}
      id={id}
      words={causes[verdict.cause]}
      severity={verdict.severity}
      names={names}
      retry={retry}
      barrier={isBlocked(verdict) ? { ...barrier, cause: verdict.cause } : undefined}
    />
  );
  return (
    <>
      <div class="hint">{isBlocked(verdict) && found}</div>
      <div class="hint" role="status">
        {!isBlocked(verdict) && found}
      </div>
    </>
  );
}

function isBlocked(verdict: Verdict): boolean {
  return verdict.state === 'amiss' && verdict.severity === 'blocks';
}

/** A press that comes before the check is over counts once it is. */
function useOnce(
  verdict: Verdict,
  mayGoOn: boolean,
  act: () => void,
): { readonly isWaiting: boolean; readonly press: () => void } {
  const [isWanted, want] = useState(false);
  useEffect(() => {
    if (!isWanted || verdict.state === 'checking') return;
    want(false);
    if (mayGoOn) act();
  }, [isWanted, verdict]);
  return { isWaiting: isWanted, press: () => want(true) };
}

interface ChoiceProps {
  readonly kind: 'camera' | 'microphone';
  /** The device on trial; null when none is. */
  readonly shown: Device | null;
  readonly preview: DevicePreview;
}

/** Stays where it is while another device opens: the focus is in it. */
function DeviceChoice({ kind, shown, preview }: ChoiceProps) {
  const id = `choose-${kind}`;
  const devices = preview.devices.value;
  if (devices.length < 2) return shown && <p class="soft">{text('deviceUsed', shown.label)}</p>;
  const open = (wanted: string) => preview.open(devices.find((device) => device.id === wanted) ?? null);
  const isListed = devices.some((device) => device.id === shown?.id);
  return (
    <div class="stack tight">
      <label for={id}>{text(kind === 'camera' ? 'chooseCamera' : 'chooseMicrophone')}</label>
      <select
        id={id}
        value={isListed ? (shown?.id ?? '') : ''}
        onChange={({ currentTarget: { value } }) => value && open(value)}
      >
        {!isListed && <option value="">{text('chooseNone')}</option>}
        {devices.map((device, at) => (
          <option key={device.id} value={device.id}>
            {device.label || `${text(names[kind])} ${numberText(at + 1)}`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What the texts of a finding may name. */
export function namesOf(
  kind: 'camera' | 'microphone',
  device: Device | null,
  lost: Device | null,
): Record<Name, string> {
  const name = text(names[kind]);
  return { kind: name, device: device?.label || name, lost: lost?.label || name };
}
