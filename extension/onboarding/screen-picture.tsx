import { numberText } from '../../src/ui/format.ts';
import { text } from '../../src/ui/text.ts';

/** A drawing of the browser's picker, with what to press marked by number. */
export function ScreenPicture() {
  return (
    <svg class="screen-picture" viewBox="0 0 420 230" role="img" aria-label={text('screenPicture')}>
      <rect class="window" x="1" y="1" width="418" height="228" rx="12" />
      <g class="faint">
        <rect x="24" y="22" width="92" height="14" rx="7" />
        <rect x="160" y="22" width="72" height="14" rx="7" />
      </g>
      <text x="342" y="34" text-anchor="middle">
        {text('screenPictureTab')}
      </text>
      <path class="accent-line" d="M284 46h116" />
      <path class="line" d="M1 47h283M400 47h19" />
      <rect class="chosen" x="120" y="66" width="180" height="104" rx="8" />
      <rect class="desktop" x="132" y="78" width="156" height="80" rx="4" />
      <g class="faint">
        <rect x="144" y="90" width="60" height="36" rx="3" />
        <rect x="214" y="100" width="60" height="44" rx="3" />
      </g>
      <rect class="button-shape" x="318" y="186" width="80" height="30" rx="8" />
      <text class="on-accent" x="358" y="206" text-anchor="middle">
        {text('screenPictureShare')}
      </text>
      <Place at={[270, 30]} n={1} />
      <Place at={[120, 66]} n={2} />
      <Place at={[312, 186]} n={3} />
    </svg>
  );
}

function Place({ at: [x, y], n }: { readonly at: readonly [number, number]; readonly n: number }) {
  return (
    <g>
      <circle class="number" cx={x} cy={y} r="12" />
      <text class="number-text" x={x} y={y + 5} text-anchor="middle">
        {numberText(n)}
      </text>
    </g>
  );
}
