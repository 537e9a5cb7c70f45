import {
  type InputCount,
  type InputCounts,
  type KeyGap,
  type KeyKind,
  mostCounted,
  mostForMs,
  mostMovedPx,
} from '../src/protocol/input-counts.ts';

/** What is looked at of a key: nothing of it is kept but its kind. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** AltGr is held: what the key types is a character, though Ctrl and Alt seem to be held too. */
  readonly altGraph: boolean;
}

const named: Readonly<Record<string, KeyKind>> = { Enter: 'enters', Backspace: 'deletions', Delete: 'deletions' };
/** Keys that only change what another does. Counting them would tell capital letters from small ones. */
const modifiers =
  /^(Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|ScrollLock|Fn|FnLock|Symbol|SymbolLock|Hyper|Super)$/;

/** The kind of a key; null for one that only changes what another does. */
export function keyKind({ key, ctrlKey, altKey, metaKey, altGraph }: Key): KeyKind | null {
  if (modifiers.test(key)) return null;
  if ((ctrlKey || altKey || metaKey) && !altGraph) return 'combinations';
  if (/^\p{L}\p{M}*$/u.test(key)) return 'letters';
  if (/^\p{N}$/u.test(key)) return 'digits';
  if (/^\p{Zs}$/u.test(key)) return 'spaces';
  if (/^[\p{P}\p{S}]$/u.test(key)) return 'punctuation';
  if (/^F\d+$/.test(key)) return 'functions';
  return key.startsWith('Arrow') ? 'arrows' : (named[key] ?? 'otherKeys');
}

function gapKind(ms: number): KeyGap {
  if (ms <= 100) return 'gapsTo100';
  if (ms <= 200) return 'gapsTo200';
  if (ms <= 400) return 'gapsTo400';
  if (ms <= 800) return 'gapsTo800';
  return ms <= 2000 ? 'gapsTo2000' : 'gapsOver2000';
}

/** Adds up what happens with keyboard and mouse. All times are milliseconds of one clock. */
export class InputCounter {
  readonly #counts = new Map<InputCount, number>();
  #since: number | undefined;
  #lastKeyAt: number | undefined;

  /** A key went down. One that is held and repeats itself counts once: leave the repetitions out. */
  key(key: Key, at: number): void {
    const kind = keyKind(key);
    if (kind === null) return;
    this.add(kind, 1, at);
    if (this.#lastKeyAt !== undefined) this.add(gapKind(at - this.#lastKeyAt), 1, at);
    this.#lastKeyAt = at;
  }

  add(what: InputCount, amount: number, at: number): void {
    this.#since ??= at;
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + amount);
  }

  /** Hands over what was counted and begins anew; null when nothing was. */
  take(now: number): InputCounts | null {
    const counts = [...this.#counts].map(([what, amount]) => {
      return [what, Math.min(Math.round(amount), what === 'movedPx' ? mostMovedPx : mostCounted)] as const;
    });
    const since = this.#since ?? now;
    this.#counts.clear();
    this.#since = undefined;
    const some = counts.filter(([, amount]) => amount > 0);
    if (some.length === 0) return null;
    return { forMs: Math.min(Math.max(1, Math.round(now - since)), mostForMs), ...Object.fromEntries(some) };
  }

  /** What was taken did not arrive: it is counted on. */
  putBack({ forMs, ...counts }: InputCounts, now: number): void {
    for (const [what, amount] of Object.entries(counts)) this.add(what as InputCount, amount, now);
    this.#since = Math.min(this.#since ?? now, now - forMs);
  }
}
