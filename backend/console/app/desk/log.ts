import type { ChatMessage } from '../../../../src/protocol/chat.ts';
import type { DeskConversation, GivenOrder } from '../../../../src/protocol/desk.ts';

type HandOver = NonNullable<DeskConversation['handOvers']>[number];

/** One line of what passed between candidate and desk. */
export type LogEntry =
  | { readonly kind: 'message'; readonly message: ChatMessage }
  | { readonly kind: 'order'; readonly order: GivenOrder }
  | { readonly kind: 'handOver'; readonly handOver: HandOver };

/** Messages in the order of their numbers; between them what was ordered and handed over, each at its time. */
export function logOf({ messages, orders = [], handOvers = [] }: DeskConversation): LogEntry[] {
  const notes = [
    ...orders.map((order) => ({ at: order.givenAt, entry: { kind: 'order', order } as const })),
    ...handOvers.map((handOver) => ({ at: handOver.at, entry: { kind: 'handOver', handOver } as const })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  const log: LogEntry[] = [];
  for (const message of messages) {
    while (notes[0] && notes[0].at < message.at) log.push(...notes.splice(0, 1).map(({ entry }) => entry));
    log.push({ kind: 'message', message });
  }
  return [...log, ...notes.map(({ entry }) => entry)];
}

/** Who passed the conversation on, and to whom. */
export function handOverText({ from, to, by }: HandOver): string {
  if (to === null) return `${by} gave the conversation back`;
  if (to !== by) return `${by} handed over to ${to}`;
  return from === null ? `${by} took the conversation` : `${by} took the conversation from ${from}`;
}
