import { useEffect, useState } from 'preact/hooks';
import { announce, onAnnouncement } from '../browser/announcements.ts';
import type { ChatLine, ReadMarks } from '../browser/database.ts';
import { send, watchConversation, watchMarks } from '../browser/page-client.ts';
import { typingMs } from '../protocol/chat.ts';
import { view } from './session.ts';

/** The conversation of a session, kept up to date; null until it is read, and without a session. */
export function useConversation(session: string | null): readonly ChatLine[] | null {
  return useWatched(session, watchConversation);
}

/** How far each side has read it; null until that is known, and without a session. */
export function useMarks(): ReadMarks | null {
  return useWatched(view.value?.session ?? null, watchMarks);
}

/** How many messages of the desk wait while the panel is closed. */
export function useUnread(lines: readonly ChatLine[] | null, open: boolean): number {
  const marks = useMarks();
  if (open || !lines || !marks) return 0;
  return lines.filter(({ from, number }) => from === 'desk' && number > marks.seen).length;
}

/**
 * Tells the worker what the candidate has before their eyes: no page that is behind another counts, and no panel that
 * opened by itself beside what they do, until they turn to it.
 */
export function useSeeing(lines: readonly ChatLine[], marks: ReadMarks | null): void {
  const last = Math.max(0, ...lines.map(({ from, number }) => (from === 'desk' ? number : 0)));
  const isNews = marks !== null && last > marks.seen;
  useEffect(() => {
    if (!isNews) return;
    const gone = new AbortController();
    const { signal } = gone;
    let isTold = false;
    const seen = () => {
      if (isTold || document.hidden) return;
      isTold = true;
      send({ type: 'chatSeen', number: last }).catch(() => {
        isTold = false; // what is not heard now is told with the next look
      });
    };
    const look = () => {
      if (document.hasFocus()) seen();
    };
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('focus', seen, { signal });
    addEventListener('pointermove', seen, { signal });
    look();
    return () => gone.abort();
  }, [isNews, last]);
}

/** Whether somebody at the desk writes just now. */
export function useDeskTyping(): boolean {
  const session = view.value?.session ?? null;
  const [is, set] = useState(false);
  useEffect(() => {
    set(false);
    let over: ReturnType<typeof setTimeout> | undefined;
    const gone = new AbortController();
    onAnnouncement(
      'typing',
      (news) => {
        if (news.session !== session || news.by !== 'desk') return;
        clearTimeout(over);
        set(news.is);
        if (news.is) over = setTimeout(() => set(false), typingMs);
      },
      gone.signal,
    );
    return () => {
      clearTimeout(over);
      gone.abort();
    };
  }, [session]);
  return is;
}

/** When it was told last that the candidate writes, in monotonic milliseconds; null when the desk thinks they do not. */
let toldAt: number | null = null;

/** Tells the desk that the candidate writes, often enough for it to stay told; or that nothing is there any more. */
export function tellTyping(is: boolean): void {
  const session = view.value?.session;
  const now = performance.now();
  const isTold = is ? toldAt !== null && now - toldAt < typingMs / 2 : toldAt === null;
  if (!session || isTold) return;
  toldAt = is ? now : null;
  announce({ topic: 'typing', session, by: 'candidate', is });
}

/** A message was sent: the backend takes that for the end of writing. */
export function typed(): void {
  toldAt = null;
}

function useWatched<T>(
  session: string | null,
  watch: (session: string, draw: (value: T) => void, signal: AbortSignal) => void,
): T | null {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    setValue(null);
    if (!session) return;
    const gone = new AbortController();
    watch(session, (next) => setValue(() => next), gone.signal);
    return () => gone.abort();
  }, [session]);
  return value;
}
