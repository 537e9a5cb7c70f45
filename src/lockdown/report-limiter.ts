/** How many reports of one kind become events in a window of time; what is beyond is counted, not recorded one by one. */
const perWindow = 20;
const windowMs = 10_000;

/** Keeps a flood of reports from a page, broken or hostile, from becoming a flood of events. */
export class ReportLimiter {
  readonly #kinds = new Map<string, { since: number; passed: number; held: number }>();

  /**
   * Whether a report may become an event now.
   * @param kind what the report is about; kinds are few and fixed
   * @param now milliseconds of any one clock
   * @returns how many reports of this kind were held back since the last that passed, or null when this one is held back
   */
  admit(kind: string, now: number): number | null {
    const known = this.#kinds.get(kind);
    const fresh = !known || now - known.since >= windowMs;
    const state = fresh ? { since: now, passed: 0, held: known?.held ?? 0 } : known;
    this.#kinds.set(kind, state);
    if (state.passed >= perWindow) {
      state.held += 1;
      return null;
    }
    state.passed += 1;
    const held = state.held;
    state.held = 0;
    return held;
  }
}
