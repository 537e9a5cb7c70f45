const firstMs = 1_000;
const mostMs = 60_000;

/**
 * How long to wait before the next try, in milliseconds: doubling, at most a minute, anywhere in the upper half of it,
 * so that clients that failed together do not come back together.
 * @param failures tries that failed in a row, from 1
 * @param random a number in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** (Math.max(1, failures) - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}

/**
 * The wait that a `Retry-After` header asks for, in milliseconds; null when it asks for none.
 * @param now our wall clock in milliseconds
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
