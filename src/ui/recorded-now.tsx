import type { DeviceName, RecorderStatus } from '../session/snapshot.ts';
import { Icon, type IconName } from './icon.tsx';
import { type MessageKey, text } from './text.ts';

const states: Record<RecorderStatus[DeviceName], { key: MessageKey; icon: IconName; look: string }> = {
  off: { key: 'stateOff', icon: 'off', look: '' },
  chosen: { key: 'stateChosen', icon: 'check', look: '' },
  recording: { key: 'stateRecording', icon: 'record', look: 'on' },
  lost: { key: 'stateLost', icon: 'error', look: 'lost' },
  muted: { key: 'stateMuted', icon: 'warning', look: 'amiss' },
  covered: { key: 'stateCovered', icon: 'warning', look: 'amiss' },
  frozen: { key: 'stateFrozen', icon: 'warning', look: 'amiss' },
  silent: { key: 'stateSilent', icon: 'warning', look: 'amiss' },
};

const names = { camera: 'deviceCamera', microphone: 'deviceMicrophone', screen: 'deviceScreen' } as const;

/** What is recorded at this moment, device by device, by shape and word. */
export function RecordedNow({ recorder }: { readonly recorder: RecorderStatus }) {
  return (
    <ul class="devices">
      {(['camera', 'microphone', 'screen'] as const).map((device) => {
        const { key, icon, look } = states[recorder[device]];
        return (
          <li key={device}>
            <Icon name={device} />
            <span>{text(names[device])}</span>
            <span class={`state ${look}`}>
              <Icon name={icon} size={18} />
              {text(key)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
