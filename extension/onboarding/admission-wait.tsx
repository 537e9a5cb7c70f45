import type { SessionView } from '../../src/session/view.ts';
import { Button } from '../../src/ui/button.tsx';
import { timeText } from '../../src/ui/format.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { openHelp } from '../../src/ui/help-dock.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Notice } from '../../src/ui/notice.tsx';
import { type MessageKey, text } from '../../src/ui/text.ts';

interface WaitProps {
  readonly view: SessionView;
  /** Since when, as an ISO instant. */
  readonly since: string;
}

/** The photos are with the desk: what happens meanwhile, and where help is. The step goes on by itself. */
export function AdmissionWait({ view, since }: WaitProps) {
  const { online, waitingParts } = view.upload;
  return (
    <section class="card stack">
      <Heading>{text('admissionTitle')}</Heading>
      <p>{text('admissionText')}</p>
      <p class="row">
        <span class="spinner" aria-hidden="true" />
        {text('admissionSince', timeText(since))}
      </p>
      <div role="status" class="hint">
        {online ? (
          <p class="row">
            <Icon name={waitingParts > 0 ? 'send' : 'check'} />
            {text(sentWords(waitingParts))}
          </p>
        ) : (
          <Notice tone="warn">
            <p>{text('admissionOffline')}</p>
          </Notice>
        )}
      </div>
      <p class="soft">{text('admissionKept')}</p>
      <p>{text('admissionHelp')}</p>
      <Button onClick={openHelp}>{text('admissionWrite')}</Button>
    </section>
  );
}

function sentWords(waitingParts: number): MessageKey {
  return waitingParts > 0 ? 'admissionSending' : 'admissionThere';
}
