import { useEffect, useRef, useState } from 'preact/hooks';
import { typingMs } from '../../../../src/protocol/chat.ts';
import { call, wordsOf } from '../api.ts';
import { requireAgent } from './agent.tsx';
import type { Stage } from './canned-answers.ts';
import { CannedPicker } from './canned-picker.tsx';

interface WritingProps {
  readonly attempt: string;
  readonly candidate: string;
  readonly stage: Stage;
  /** Who else has the conversation, where somebody does. */
  readonly other: string | undefined;
  /** Up to which message the conversation is in sight. */
  readonly seen: number;
  readonly sent: () => void;
}

/** A message keeps its id until it is stored, so that sending it again after a failure stores it once. */
export function Writing({ attempt, candidate, stage, other, seen, sent }: WritingProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useRef(crypto.randomUUID());
  const field = useRef<HTMLTextAreaElement>(null);
  const showTyping = useTypingMark(attempt, seen);

  async function send(event: Event) {
    event.preventDefault();
    if (text.trim() === '' || busy) return;
    const agent = requireAgent();
    if (agent === null) return;
    setBusy(true);
    try {
      const body = { id: id.current, text: text.trim(), at: new Date().toISOString(), agent };
      const { holder } = await call('answerCandidate', { parameters: { attempt }, body });
      id.current = crypto.randomUUID();
      setText('');
      setError('');
      setSaid(holder ? `Sent. ${holder.agent} has this conversation, and sees your answer too.` : '');
      sent();
    } catch (failure) {
      setError(`${wordsOf(failure)} Your message is kept here; send it again.`);
    } finally {
      setBusy(false);
    }
  }
  const insert = (answer: string) => {
    setText((old) => (old.trim() === '' ? answer : `${old.trimEnd()}\n${answer}`));
    field.current?.focus();
  };

  return (
    <form class="writing" onSubmit={(event) => void send(event)}>
      <CannedPicker stage={stage} insert={insert} />
      <label for={`message-${attempt}`}>Write to {candidate}</label>
      {other && (
        <p id={`other-${attempt}`} class="warn small">
          {other} has this conversation. You can answer all the same; the candidate sees both names.
        </p>
      )}
      <textarea
        id={`message-${attempt}`}
        ref={field}
        dir="auto"
        rows={3}
        maxLength={4000}
        value={text}
        aria-describedby={`error-${attempt}${other ? ` other-${attempt}` : ''}`}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          showTyping(value.trim() !== '');
        }}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void send(event)}
      />
      <p id={`error-${attempt}`} class="field-error" role="alert">
        {error}
      </p>
      <div class="buttons">
        <button type="submit" class="button" disabled={busy || text.trim() === ''}>
          {busy ? 'Sending…' : 'Send'}
        </button>
        <span class="soft small">Ctrl + Enter sends</span>
        <span class="soft small" role="status">
          {said}
        </span>
      </div>
    </form>
  );
}

/** Shows the candidate that somebody writes: now and then while it lasts, and once when it is over. Losing one is no harm. */
function useTypingMark(attempt: string, seen: number): (typing: boolean) => void {
  const last = useRef({ at: 0, typing: false });
  const show = (typing: boolean) => {
    const now = Date.now();
    if (typing === last.current.typing && (!typing || now - last.current.at < typingMs / 2)) return;
    last.current = { at: now, typing };
    call('markConversation', { parameters: { attempt }, body: { seen, typing } }).catch(() => undefined);
  };
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => () => latest.current(false), []);
  return show;
}
