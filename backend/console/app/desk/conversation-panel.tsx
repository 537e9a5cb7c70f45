import { useState } from 'preact/hooks';
import { Conversation } from './conversation.tsx';

interface PanelProps {
  readonly attempt: string;
  readonly candidate: string;
  readonly unread: number;
}

/** The conversation beside a review. It is read only once opened: reading marks the candidate's messages as read. */
export function ConversationPanel({ attempt, candidate, unread }: PanelProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>Conversation</h2>
        {unread > 0 && <span class="count">{unread} unread</span>}
      </summary>
      {open && <Conversation attempt={attempt} candidate={candidate} />}
    </details>
  );
}
