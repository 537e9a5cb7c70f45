import { useEffect, useState } from 'preact/hooks';
import type { ChatLine } from '../browser/database.ts';
import { watchConversation } from '../browser/page-client.ts';

/** The conversation of a session, kept up to date; empty without a session. */
export function useConversation(session: string | null): readonly ChatLine[] {
  const [lines, setLines] = useState<readonly ChatLine[]>([]);
  useEffect(() => {
    setLines([]);
    if (!session) return;
    const gone = new AbortController();
    watchConversation(session, setLines, gone.signal);
    return () => gone.abort();
  }, [session]);
  return lines;
}

/** How many messages of the desk came in while the panel was closed. What was there at first counts as read. */
export function useUnread(lines: readonly ChatLine[], open: boolean): number {
  const received = lines.filter((line) => line.from === 'desk').length;
  const [read, setRead] = useState<number | null>(null);
  useEffect(() => {
    if (open || (read === null && lines.length > 0)) setRead(received);
  }, [open, received, lines.length]);
  return open || read === null ? 0 : Math.max(0, received - read);
}
