import { useEffect, useRef, useState } from 'preact/hooks';

/** Something read from the backend again and again. */
export interface Polled<T> {
  /** The last answer; kept when a later call fails. */
  readonly value: T | undefined;
  /** Why the last call failed. */
  readonly error: unknown;
  /** Asks again at once. */
  readonly refresh: () => void;
}

/**
 * Reads something now and then every so often, while the page is visible.
 * @param key what is read; a new key begins anew
 * @param everyMs pause between an answer and the next call, in milliseconds; 0 reads once
 */
export function usePolled<T>(key: string, read: (signal: AbortSignal) => Promise<T>, everyMs: number): Polled<T> {
  const [state, setState] = useState<{ key: string; value: T | undefined; error: unknown }>({
    key,
    value: undefined,
    error: undefined,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(read);
  latest.current = read;

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = async () => {
      try {
        const value = await latest.current(stop.signal);
        if (!stop.signal.aborted) setState({ key, value, error: undefined });
      } catch (error) {
        if (!stop.signal.aborted) {
          setState((old) => ({ key, value: old.key === key ? old.value : undefined, error }));
        }
      }
      if (everyMs > 0 && !stop.signal.aborted) timer = setTimeout(whenVisible, everyMs);
    };
    const whenVisible = () => {
      if (!document.hidden) return void next();
      document.addEventListener('visibilitychange', () => void next(), { once: true, signal: stop.signal });
    };
    void next();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, everyMs, round]);

  const current = state.key === key ? state : { value: undefined, error: undefined };
  return { value: current.value, error: current.error, refresh: () => setRound((count) => count + 1) };
}

/** The present time, redrawn every so many milliseconds. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
