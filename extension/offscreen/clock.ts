/** Monotonic milliseconds, comparable between our contexts on one device. */
export function mono(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
