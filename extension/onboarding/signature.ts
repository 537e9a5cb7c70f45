import type { Taken } from '../../src/protocol/messages.ts';
import { CandidateError, say } from '../../src/words/saying.ts';

/** A point of a stroke, in shares of the field's width and height. */
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

/** Size of the picture that is kept, in pixels, and how the field is shaped. */
export const signatureSize = { width: 900, height: 300 } as const;
/** Width of the line, as a share of the field's width. */
const lineShare = 0.006;
/** Strokes that are together shorter than this share of the field's width are a slip of the hand. */
const leastInk = 0.15;

/** Whether enough was drawn to be a signature. */
export function isDrawn(strokes: readonly Stroke[]): boolean {
  return strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= leastInk;
}

function lengthOf(stroke: Stroke): number {
  const { width, height } = signatureSize;
  return stroke.slice(1).reduce((sum, [x, y], at) => {
    const [fromX, fromY] = stroke[at] ?? [x, y];
    return sum + Math.hypot(x - fromX, ((y - fromY) * height) / width);
  }, 0);
}

type Pen = Pick<
  CanvasRenderingContext2D,
  'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'lineCap' | 'lineJoin' | 'lineWidth' | 'strokeStyle'
>;

/** Draws strokes into a field of so many pixels. */
export function drawStrokes(pen: Pen, strokes: readonly Stroke[], width: number, height: number, colour: string): void {
  pen.lineCap = pen.lineJoin = 'round';
  pen.lineWidth = Math.max(1.5, width * lineShare);
  pen.strokeStyle = colour;
  for (const [[x, y] = [0, 0], ...rest] of strokes) {
    pen.beginPath();
    pen.moveTo(x * width, y * height);
    // A tap leaves a dot.
    for (const [toX, toY] of rest.length > 0 ? rest : [[x, y] as const]) pen.lineTo(toX * width, toY * height);
    pen.stroke();
  }
}

/** The picture of a signature: dark on white, whatever the page looks like. */
export async function signaturePicture(strokes: readonly Stroke[]): Promise<Taken> {
  const { width, height } = signatureSize;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new CandidateError(say('signatureNotDrawn'));
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  drawStrokes(pen as unknown as Pen, strokes, width, height, '#101820');
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const from = Math.round(performance.timeOrigin + performance.now());
  return { mime: 'image/png', parts: [{ id: crypto.randomUUID(), data: await base64(blob), from, duration: 0 }] };
}

async function base64(blob: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise((resolve) => reader.addEventListener('loadend', resolve));
  reader.readAsDataURL(blob);
  await read;
  return String(reader.result).replace(/^[^,]*,/, '');
}
