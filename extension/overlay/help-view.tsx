import type { ChatLine } from '../../src/browser/database.ts';
import { helpKey } from '../../src/lockdown/help-key.ts';
import type { SessionView } from '../../src/session/view.ts';
import { Button } from '../../src/ui/button.tsx';
import { Chat } from '../../src/ui/chat.tsx';
import { Contact } from '../../src/ui/contact.tsx';
import { DeviceTrouble } from '../../src/ui/device-trouble.tsx';
import { DuringExam } from '../../src/ui/during-exam.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { RehearsalNote } from '../../src/ui/rehearsal-note.tsx';
import { text } from '../../src/ui/text.ts';
import { SignalChip } from './signal-chip.tsx';

interface HelpViewProps {
  readonly view: SessionView;
  readonly lines: readonly ChatLine[];
  readonly close: () => void;
  /** The candidate asked for it: its field takes the focus. */
  readonly isCalled?: boolean;
}

/** The chat, in the exam page; it costs no full-screen time. */
export function HelpView(props: HelpViewProps) {
  return (
    <main class="whole">
      <HelpPanel {...props} level="h1" />
    </main>
  );
}

interface HelpPanelProps extends HelpViewProps {
  /** The level of its heading, by what it stands in. */
  readonly level?: 'h1' | 'h2';
}

/** The same beside something else. */
export function HelpPanel({ view, lines, close, isCalled = true, level: Title = 'h2' }: HelpPanelProps) {
  return (
    <section class="help-view" aria-label={text('helpTitle')} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="bar">
        <Title>{text('helpTitle')}</Title>
        <SignalChip view={view} />
        <Button onClick={close} label={text('helpClose')} keys={{ aria: helpKey, shown: text('helpKeys') }}>
          <Icon name="close" size={16} />
          {text('close')}
        </Button>
      </div>
      {view.rehearsal && <RehearsalNote />}
      <DeviceTrouble recorder={view.recorder} />
      <DuringExam view={view} />
      <Chat lines={lines} focus={isCalled} />
      <Contact provider={view.provider} plain />
    </section>
  );
}
