import type { EventType } from '../src/protocol/events.ts';
import type { GuardName } from '../src/protocol/messages.ts';
import type { MessageKey } from '../src/words/text-key.ts';

interface Stopped {
  readonly event: EventType;
  readonly severity: number;
  /** Key of the sentence that the candidate reads at the top of the exam page. */
  readonly notice: MessageKey;
}

/** What a stopped act is called in the journal, how much it matters, and what the candidate is told. */
export const stopped: Readonly<Record<GuardName, Stopped>> = {
  clipboard: { event: 'clipboard.blocked', severity: 0.3, notice: 'noticeClipboard' },
  'context-menu': { event: 'contextmenu.blocked', severity: 0.1, notice: 'noticeContextMenu' },
  print: { event: 'print.blocked', severity: 0.3, notice: 'noticePrint' },
  navigation: { event: 'navigation.blocked', severity: 0.3, notice: 'noticeNavigation' },
  'new-tab': { event: 'tab.blocked', severity: 0.3, notice: 'noticeNewTab' },
  download: { event: 'download.blocked', severity: 0.3, notice: 'noticeDownload' },
};
