import { useEffect, useState } from 'preact/hooks';
import type { ChatLine } from '../browser/database.ts';
import { watchConversation } from '../browser/page-client.ts';

/** The conversation of a session, kept up to date; null until it is read, and without a session. */
export function useConversation(session: string | null): readonly ChatLine[] | null {
  const [lines, setLines] = useState<readonly ChatLine[] | null>(null);
  useEffect(() => {
    setLines(null);
    if (!session) return;
    const gone = new AbortController();
    watchConversation(session, setLines, gone.signal);
    return () => gone.abort();
  }, [session]);
  return lines;
}

/** How many messages of the desk came in while the panel was closed. What was there at first counts as read. */
export function useUnread(lines: readonly ChatLine[] | null, open: boolean): number {
  const received = lines?.filter((line) => line.from === 'desk').length ?? null;
  const [read, setRead] = useState<number | null>(null);
  useEffect(() => {
    if (received === null || open || read === null) setRead(received);
  }, [open, received]);
  return open || read === null || received === null ? 0 : Math.max(0, received - read);
}
