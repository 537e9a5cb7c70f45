import type { Urgency } from './urgency.ts';

/** Each urgency its own shape, so that it is told apart without colour. */
const shapes: Readonly<Record<Urgency, string>> = {
  held: 'M5.500 1.500h5l4 4v5l-4 4h-5l-4-4v-5z',
  asks: 'M8 1.500 15 14H1z',
  exam: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z',
  before: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z',
  after: 'M3 3h10v10H3z',
  none: 'M4 8h8',
};

/** The shape of an urgency, beside the words that say the same. */
export function UrgencyMark({ urgency }: { readonly urgency: Urgency }) {
  return (
    <svg class={`urgency ${urgency}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[urgency]} />
    </svg>
  );
}
