import type { Weight } from './event-words.ts';

const shapes: Readonly<Record<Weight, string>> = {
  record: 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  flag: 'M8 2 14 8l-6 6-6-6z',
  grave: 'M8 1.500 15.500 14.500H.5z',
};

/** Each weight its own shape and colour; the word stands beside it or in the lane's name. */
export function WeightShape({ weight }: { readonly weight: Weight }) {
  return (
    <svg class={`weight ${weight}`} width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[weight]} />
    </svg>
  );
}
