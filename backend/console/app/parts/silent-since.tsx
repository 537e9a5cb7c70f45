import { secondText } from '../format.ts';

/** Says that a running attempt gives no sign of life. */
export function SilentSince({ at }: { readonly at: string }) {
  return (
    <span class="warn">
      No sign of life since <time dateTime={at}>{secondText(at)}</time>
    </span>
  );
}
