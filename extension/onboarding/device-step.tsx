import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { numberText } from '../../src/ui/format.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { type MessageKey, text } from '../../src/ui/text.ts';
import { type Device, DevicePreview, type Preview } from './device-preview.ts';
import { faultWords, type MediaFault } from './media-fault.ts';
import { revisited } from './revisit.ts';

export type LivePreview = Extract<Preview, { state: 'live' }>;

interface DeviceStepProps {
  readonly kind: 'camera' | 'microphone';
  readonly view: SessionView;
  readonly words: { readonly title: MessageKey; readonly intro: MessageKey; readonly use: MessageKey };
  /** Tells the session which device to record. */
  readonly choose: (device: Device) => Promise<void>;
  /** Draws the device on trial. */
  readonly children: (live: LivePreview) => ComponentChildren;
}

/** A step that tries out a camera or a microphone and lets the candidate choose among several. */
export function DeviceStep({ kind, view, words, choose, children }: DeviceStepProps) {
  const preview = useMemo(() => new DevicePreview(kind, view[kind]?.id ?? null), [kind]);
  useEffect(() => {
    preview.start();
    return () => preview.close();
  }, [preview]);
  const choice = useAction(async (device: Device) => {
    await choose(device);
    revisited.value = null;
  });
  const now = preview.now.value;
  return (
    <section class="card stack">
      <Heading>{text(words.title)}</Heading>
      <p>{text(words.intro)}</p>
      {now.state === 'asking' && <Asking kind={kind} />}
      {now.state === 'failed' && <Fault kind={kind} fault={now.fault} retry={() => preview.open()} />}
      {now.state === 'live' && (
        <>
          {children(now)}
          <DeviceChoice kind={kind} live={now} open={(id) => preview.open(id)} />
          <Failure message={choice.error} />
          <Button kind="primary" big busy={choice.busy} onClick={() => choice.run(now.device)}>
            {text(words.use)}
          </Button>
        </>
      )}
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

interface FaultProps {
  readonly kind: 'camera' | 'microphone';
  readonly fault: MediaFault;
  readonly retry: () => void;
}

function Fault({ kind, fault, retry }: FaultProps) {
  const { what, advice } = faultWords(fault);
  const name = text(names[kind]);
  return (
    <>
      <Notice tone="danger" alert>
        <h2>{text(what, name)}</h2>
        <p>{text(advice, name)}</p>
      </Notice>
      <Button kind="primary" onClick={retry}>
        {text('tryAgain')}
      </Button>
      <p class="soft">{text('faultHelp')}</p>
    </>
  );
}

interface ChoiceProps {
  readonly kind: 'camera' | 'microphone';
  readonly live: LivePreview;
  readonly open: (id: string) => void;
}

function DeviceChoice({ kind, live, open }: ChoiceProps) {
  const id = `choose-${kind}`;
  if (live.devices.length < 2) return <p class="soft">{text('deviceUsed', live.device.label)}</p>;
  return (
    <div class="stack tight">
      <label for={id}>{text(kind === 'camera' ? 'chooseCamera' : 'chooseMicrophone')}</label>
      <select id={id} value={live.device.id} onChange={(event) => open(event.currentTarget.value)}>
        {live.devices.map((device, at) => (
          <option key={device.id} value={device.id}>
            {device.label || `${text(names[kind])} ${numberText(at + 1)}`}
          </option>
        ))}
      </select>
    </div>
  );
}
