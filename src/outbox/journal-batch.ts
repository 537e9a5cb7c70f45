/**
 * Entries of parts that go together in one request: about three seconds of camera and screen. An entry costs as many bytes
 * as the headers of a request, and each request as much of the processor as a part.
 */
const together = 4;

/** How far a session's journal is. */
export interface JournalProgress {
  /** Entries that are written, and how many of them the backend has confirmed. */
  readonly entries: number;
  readonly confirmed: number;
  /** The place after the last entry that waits for no other: one of an event. */
  readonly urgent: number;
  /** Whether the session has ended: no other entry follows. */
  readonly isOver: boolean;
}

/** Whether waiting entries are to be sent now. Events go at once, and take what waits before them along. */
export function areEntriesDue({ entries, confirmed, urgent, isOver }: JournalProgress): boolean {
  const waiting = entries - confirmed;
  return waiting > 0 && (isOver || urgent > confirmed || waiting >= together);
}
