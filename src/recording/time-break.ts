/** Ticks of the watch come a second apart; a pause longer than this is no slow timer any more. */
const sleepFrom = 5_000;
/** A wall clock that moves by less against the monotonic one is being trimmed, not changed. */
const jumpFrom = 2_000;

/** Both clocks at a tick of the watch, in milliseconds, and how many pictures the camera has given until then. */
export interface Tick {
  readonly wall: number;
  readonly mono: number;
  readonly frames: number;
}

/**
 * What happened to the time between two ticks:
 * `sleep`: the computer was suspended for `ms`;
 * `clock`: the wall clock was changed by `ms`, back when negative;
 * `either`: the wall clock ran ahead by `ms`. On systems whose monotonic clock stands still during sleep, one looks
 * like the other from here; the backend's clock knows.
 */
export interface TimeBreak {
  readonly kind: 'sleep' | 'clock' | 'either';
  readonly ms: number;
}

/** Compares two ticks. Null: time went on as it should. */
export function timeBreak(last: Tick, now: Tick): TimeBreak | null {
  const mono = now.mono - last.mono;
  const jump = now.wall - last.wall - mono;
  // A page that was only held up has got pictures all the while.
  const wasFed = now.frames - last.frames >= mono / 1000;
  if (mono > sleepFrom && !wasFed) return { kind: 'sleep', ms: Math.max(mono, mono + jump) };
  if (Math.abs(jump) <= jumpFrom) return null;
  return { kind: jump > sleepFrom ? 'either' : 'clock', ms: jump };
}
