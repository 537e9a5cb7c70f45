import type { SessionView } from '../src/session/view.ts';
import { secondsText, sizeText } from '../src/ui/format.ts';
import { Icon } from '../src/ui/icon.tsx';
import { said, text } from '../src/ui/text.ts';

/** What waits for upload, whether the backend is reached, and what is left of the time outside full screen. */
export function Connection({ view }: { readonly view: SessionView }) {
  const { upload, budget } = view;
  const leftMs = view.phase === 'active' ? budget.leftMs : null;
  return (
    <ul class="devices">
      <li>
        <Icon name={upload.online ? 'send' : 'offline'} />
        <span>{text(upload.online ? 'connectionOnline' : 'connectionOffline')}</span>
        <span class="state">
          {upload.waitingBytes > 0
            ? text('connectionWaiting', sizeText(upload.waitingBytes))
            : text('connectionNothing')}
        </span>
      </li>
      {upload.lowRoom !== null && (
        <li>
          <Icon name="warning" />
          <span>
            <strong>{text('roomLow', sizeText(upload.lowRoom))}</strong> {text('roomLowAdvice')}
          </span>
        </li>
      )}
      {upload.trouble && (
        <li>
          <Icon name="warning" />
          <span>{said(upload.trouble)}</span>
        </li>
      )}
      {leftMs !== null && (
        <li>
          <Icon name="clock" />
          <span>{text('budgetLeft')}</span>
          <span class="state">{secondsText(Math.ceil(leftMs / 1000))}</span>
        </li>
      )}
    </ul>
  );
}
