import { durationText } from '../format.ts';
import { type Playback, speeds } from './playback.ts';
import { type EventMark, neighbour, type Span } from './span.ts';

interface ControlsProps {
  readonly playback: Playback;
  readonly span: Span;
  readonly marks: readonly EventMark[];
  readonly muted: boolean;
  readonly mute: (muted: boolean) => void;
}

/** Play and pause, to the event before and after, speed and sound. */
export function Controls({ playback, span, marks, muted, mute }: ControlsProps) {
  const { moment, playing, speed } = playback;
  const step = (direction: -1 | 1) => {
    const mark = neighbour(marks, moment.value, direction);
    if (mark) playback.seek(mark.mono);
  };
  return (
    <div class="controls" role="toolbar" aria-label="Playback">
      <button type="button" class="button" onClick={() => (playing.value ? playback.pause() : playback.play())}>
        {playing.value ? 'Pause' : 'Play'}
      </button>
      <button type="button" class="button quiet" onClick={() => step(-1)}>
        Event before
      </button>
      <button type="button" class="button quiet" onClick={() => step(1)}>
        Event after
      </button>
      <p class="moment">
        {durationText(moment.value - span.from)} <span class="soft">of {durationText(span.to - span.from)}</span>
      </p>
      <label>
        Speed{' '}
        <select value={String(speed.value)} onChange={(event) => (speed.value = Number(event.currentTarget.value))}>
          {speeds.map((value) => (
            <option key={value} value={String(value)}>
              {value}×
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input type="checkbox" checked={!muted} onChange={(event) => mute(!event.currentTarget.checked)} /> Sound
      </label>
    </div>
  );
}
