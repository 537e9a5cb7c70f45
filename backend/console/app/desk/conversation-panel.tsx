import { useState } from 'preact/hooks';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { AgentField, agentName } from './agent.tsx';
import { stageOf } from './canned-answers.ts';
import { Conversation } from './conversation.tsx';

/** The conversation beside a review. It is read only once opened: reading marks the candidate's messages as read. */
export function ConversationPanel({ attempt }: { readonly attempt: AttemptSummary }) {
  const { attempt: id, candidate, unread, state, holder } = attempt;
  const [open, setOpen] = useState(false);
  return (
    <details class="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>Conversation</h2>
        {unread > 0 && <span class="count">{unread} unread</span>}
      </summary>
      {open && (
        <>
          <AgentField />
          <Conversation
            attempt={id}
            candidate={candidate.name}
            stage={stageOf(attempt)}
            isOver={state === 'ended' || state === 'complete'}
            other={holder && holder.agent !== agentName() ? holder.agent : undefined}
          />
        </>
      )}
    </details>
  );
}
