import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../src/ui/button.tsx';
import { text } from '../../src/ui/text.ts';
import { drawStrokes, type Point, type Stroke, signatureSize } from './signature.ts';

interface PadProps {
  readonly strokes: readonly Stroke[];
  readonly change: (strokes: readonly Stroke[]) => void;
  /** Says what it is for, and how to sign without it. */
  readonly describedBy: string;
}

/** A field to sign in with mouse, finger or pen. Without any of them the name is typed instead. */
export function SignaturePad({ strokes, change, describedBy }: PadProps) {
  const [begun, setBegun] = useState<Stroke>([]);
  const canvas = useCanvas(begun.length > 0 ? [...strokes, begun] : strokes);
  const end = () => {
    if (begun.length > 0) change([...strokes, begun]);
    setBegun([]);
  };
  return (
    <div class="signature stack tight">
      <canvas
        ref={canvas}
        role="img"
        aria-label={text(strokes.length > 0 ? 'agreementPadSigned' : 'agreementPad')}
        aria-describedby={describedBy}
        onPointerDown={(event) => {
          if (!event.isPrimary || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setBegun([pointOf(event, event.currentTarget)]);
        }}
        onPointerMove={(event) => {
          if (begun.length === 0 || !event.isPrimary) return;
          const field = event.currentTarget;
          // A quick hand moves further than the browser tells one by one.
          const between = event.getCoalescedEvents();
          const moves = between.length > 0 ? between : [event];
          setBegun((stroke) => [...stroke, ...moves.map((move) => pointOf(move, field))]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div class="row">
        <Button disabled={strokes.length === 0} onClick={() => change(strokes.slice(0, -1))}>
          {text('agreementUndo')}
        </Button>
        <Button disabled={strokes.length === 0} onClick={() => change([])}>
          {text('agreementClear')}
        </Button>
      </div>
    </div>
  );
}

function pointOf({ clientX, clientY }: PointerEvent, field: HTMLCanvasElement): Point {
  const { left, top, width, height } = field.getBoundingClientRect();
  return [(clientX - left) / width, (clientY - top) / height];
}

/** A canvas that shows strokes in the colour of its text. */
function useCanvas(strokes: readonly Stroke[]) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const field = canvas.current;
    const pen = field?.getContext('2d');
    if (!field || !pen) return;
    const draw = () => {
      field.width = signatureSize.width;
      field.height = signatureSize.height;
      drawStrokes(pen, strokes, field.width, field.height, getComputedStyle(field).color);
    };
    draw();
    const gone = new AbortController();
    for (const look of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(look).addEventListener('change', draw, { signal: gone.signal });
    }
    return () => gone.abort();
  }, [strokes]);
  return canvas;
}
