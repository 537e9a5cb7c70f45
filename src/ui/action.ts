import { useRef, useState } from 'preact/hooks';
import { type Saying, sayingOf } from '../words/saying.ts';

/** Something a button starts that takes a moment and may be refused. */
export interface Action<Input extends unknown[]> {
  readonly busy: boolean;
  /** Why the last try failed; empty when it did not. */
  readonly error: Saying;
  /** Starts it, in the same tick; does nothing while it runs. */
  readonly run: (...input: Input) => void;
}

/** Ties work to a component: runs it once at a time and keeps its error. */
export function useAction<Input extends unknown[]>(work: (...input: Input) => Promise<unknown>): Action<Input> {
  const running = useRef(false);
  const [state, setState] = useState<Omit<Action<[]>, 'run'>>({ busy: false, error: '' });
  const run = (...input: Input) => {
    if (running.current) return;
    running.current = true;
    setState({ busy: true, error: '' });
    work(...input).then(
      () => finish(''),
      (error: unknown) => finish(sayingOf(error)),
    );
  };
  const finish = (error: Saying) => {
    running.current = false;
    setState({ busy: false, error });
  };
  return { ...state, run };
}
