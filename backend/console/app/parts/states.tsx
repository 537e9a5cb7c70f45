import type { ComponentChildren } from 'preact';
import { Icon } from '../../../../src/ui/icon.tsx';
import { ApiError, wordsOf } from '../api.ts';
import type { Polled } from '../polled.ts';

/** Something is on its way. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="state" role="status">
      Loading {what}…
    </p>
  );
}

/** Nothing to show yet, and how that changes. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="state">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** Something failed, why, and another try. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  return (
    <div class="notice danger" role="alert">
      <Icon name="error" />
      <p>{wordsOf(error)}</p>
      {retry && (
        <button type="button" class="button quiet" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

interface LoadedProps<T> {
  readonly polled: Polled<T>;
  readonly what: string;
  readonly children: (value: T) => ComponentChildren;
}

/** Draws what was read; before that, that it loads; when reading fails, why. What was read before stays in sight. */
export function Loaded<T>({ polled, what, children }: LoadedProps<T>) {
  const { value, error, refresh } = polled;
  // Over what is still in sight, the frame's banner says that the backend is gone.
  const said = value !== undefined && error instanceof ApiError && error.kind === 'gone';
  return (
    <>
      {error !== undefined && !said && <Failure error={error} retry={refresh} />}
      {value !== undefined && children(value)}
      {value === undefined && error === undefined && <Loading what={what} />}
    </>
  );
}
