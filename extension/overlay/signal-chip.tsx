import type { SessionView } from '../../src/session/view.ts';
import { Icon } from '../../src/ui/icon.tsx';
import { text } from '../../src/ui/text.ts';
import { isRecording, sessionSignal } from '../../src/ui/wording.ts';

/** What is going on, told by shape and in words. The mark of a recording stays, whatever else there is to say. */
export function SignalChip({ view }: { readonly view: SessionView }) {
  const { key, icon, tone } = sessionSignal(view);
  return (
    <p class={`chip ${tone}`} role="status">
      {icon !== 'record' && isRecording(view.recorder) && (
        <span class="chip on">
          <Icon name="record" size={16} />
          <span class="unseen">{text('signalRecording')}</span>
        </span>
      )}
      <Icon name={icon} size={16} />
      {text(key)}
    </p>
  );
}
