import { useEffect, useRef } from 'preact/hooks';
import type { ChatLine, ReadMarks } from '../browser/database.ts';
import { ChatLineView } from './chat-line.tsx';
import { Compose } from './compose.tsx';
import { useDeskTyping, useMarks, useSeeing } from './conversation.ts';
import { SaveConversation } from './save-conversation.tsx';
import { text } from './text.ts';
import './chat.css';

/** The conversation with the help desk, and the field to write in. */
export function Chat({ lines, focus = false }: { readonly lines: readonly ChatLine[]; readonly focus?: boolean }) {
  const marks = useMarks();
  const isDeskTyping = useDeskTyping();
  useSeeing(lines, marks);
  return (
    <div class="chat">
      <Conversation lines={lines} marks={marks} isDeskTyping={isDeskTyping} />
      <p class="small soft chat-typing" role="status">
        {isDeskTyping && text('chatTyping')}
      </p>
      <Compose lines={lines} focus={focus} />
      <SaveConversation lines={lines} />
    </div>
  );
}

interface ConversationProps {
  readonly lines: readonly ChatLine[];
  readonly marks: ReadMarks | null;
  readonly isDeskTyping: boolean;
}

function Conversation({ lines, marks, isDeskTyping }: ConversationProps) {
  const list = useRef<HTMLDivElement>(null);
  const seen = marks?.desk ?? 0;
  const lastRead = lines.findLast(({ from, number }) => from === 'candidate' && number > 0 && number <= seen);
  useEffect(() => list.current?.scrollTo({ top: list.current.scrollHeight }), [lines.length, isDeskTyping]);
  return (
    // A scrolling region must take the focus itself, or the keyboard could not scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
    <div class="chat-log" role="log" aria-label={text('chatTitle')} tabIndex={0} ref={list}>
      {lines.length === 0 && <p class="soft small">{text('chatEmpty')}</p>}
      {lines.map((line) => (
        <ChatLineView key={line.id} line={line} isRead={line.id === lastRead?.id} />
      ))}
    </div>
  );
}
