import { gaugePlace, gaugeSteps } from '../../src/outbox/link-verdict.ts';
import type { LinkMeasure } from '../../src/protocol/link-measure.ts';
import type { Quality } from '../../src/recording/quality.ts';
import { rateText } from '../../src/ui/format.ts';
import { type MessageKey, text } from '../../src/ui/text.ts';

const names = { low: 'gaugeLow', standard: 'gaugeStandard', high: 'gaugeHigh' } as const satisfies Record<
  Quality,
  MessageKey
>;

/** Where the drawing begins and ends, and how wide a step is. */
const from = 10;
const stepWidth = 105;
const width = stepWidth * gaugeSteps.length;

interface GaugeProps {
  /** Null while it is measured. */
  readonly measure: LinkMeasure | null;
  /** What the exam records at. */
  readonly quality: Quality;
}

/** Which quality the link carries, as steps with a pointer; below them the one that the exam needs. */
export function LinkGauge({ measure, quality }: GaugeProps) {
  const reached = measure ? gaugeSteps.findLastIndex((step) => measure.bitsPerSecond >= step.from) : -1;
  const needed = gaugeSteps.findIndex(({ carries }) => carries === quality);
  return (
    <svg
      class="link-gauge"
      viewBox="0 0 440 136"
      role="img"
      aria-label={measure ? spoken(measure, reached, quality) : text('connectionMeasuring')}
    >
      {gaugeSteps.map(({ carries }, at) => (
        <g key={carries}>
          <rect
            class={stepClass(at, reached, needed)}
            x={from + at * stepWidth}
            y={44}
            width={stepWidth - 4}
            height={24}
            rx={5}
          />
          <text x={from + (at + 0.5) * stepWidth - 2} y={88} text-anchor="middle">
            {stepName(carries)}
          </text>
        </g>
      ))}
      <Needed at={needed} />
      {measure && <Pointer x={from + gaugePlace(measure.bitsPerSecond) * (width - 4)} />}
    </svg>
  );
}

function stepName(carries: Quality | null): string {
  return text(carries ? names[carries] : 'gaugeNone');
}

/** Steps up to the one reached are filled; calm once that is enough. */
function stepClass(at: number, reached: number, needed: number): string {
  if (at > reached) return 'step';
  return reached >= needed ? 'step reached' : 'step short';
}

function Needed({ at }: { readonly at: number }) {
  const left = from + at * stepWidth;
  return (
    <g class="needed">
      <path d={`M${left} 96v8h${stepWidth - 4}v-8`} />
      <text x={left + stepWidth / 2 - 2} y={124} text-anchor="middle">
        {text('gaugeExam')}
      </text>
    </g>
  );
}

function Pointer({ x }: { readonly x: number }) {
  return (
    <g class="pointer">
      <path d={`M${x} 48l-9 -16h18z`} />
      <text x={Math.min(Math.max(x, 30), 410)} y={24} text-anchor="middle">
        {text('gaugeYou')}
      </text>
    </g>
  );
}

function spoken({ bitsPerSecond }: LinkMeasure, reached: number, quality: Quality): string {
  const step = stepName(gaugeSteps[reached]?.carries ?? null);
  return text('connectionGauge', rateText(bitsPerSecond), step, stepName(quality));
}
