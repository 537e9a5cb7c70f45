import { drawCode } from './picture-code.ts';

/** 10 point at 100 % zoom. */
const textPixels = 40 / 3;
const lineHeight = 20;
const margin = 240;
/** The picture is another one at most this often. */
export const ticksPerSecond = 10;

const words = (
  'The mitochondrion turns the energy of food into a form that the cell can use; explain which step of the ' +
  'breakdown of glucose takes place outside of it, and how many molecules of ATP 1 mol glucose yields (pH 7.4, 37 °C). ' +
  'Compare the inner membrane with the outer one: folding, permeability, proteins, and the gradient of H+ across it. '
).split(' ');
const answer =
  'Glycolysis happens in the cytosol, where one glucose is split into two pyruvate, with a net gain of 2 ATP and 2 NADH. ';

/** What a candidate does: from a time in seconds on. Each minute begins anew. */
const acts = [
  { from: 0, act: 'read' },
  { from: 6, act: 'scroll' },
  { from: 7, act: 'read' },
  { from: 13, act: 'scroll' },
  { from: 14, act: 'type' },
  { from: 30, act: 'scroll' },
  { from: 31, act: 'read' },
  { from: 38, act: 'turn' },
  { from: 46, act: 'scroll' },
  { from: 47, act: 'type' },
] as const;

/** Moments at which a still must be legible, in seconds: nothing has moved for a while, or something just did. */
export const stills = {
  settled: [5.5, 12.5, 37.5, 45.5],
  fresh: [8, 15, 32, 39],
} as const;

/** Draws an exam page in the size of a screen as it is at a tick: read, scrolled, typed into, and turned, as exams are. */
export function drawExam(picture: CanvasRenderingContext2D, tick: number, width: number, height: number): void {
  const now = tick / ticksPerSecond;
  const { scrolled, typed, turned } = stateAt(now);
  picture.fillStyle = '#eef1f5';
  picture.fillRect(0, 0, width, height);
  picture.font = `${textPixels}px "Liberation Sans", Arial, sans-serif`;
  picture.textBaseline = 'top';
  for (let card = 0; card < 12; card++) drawQuestion(picture, card, 110 + card * 300 - scrolled, width, turned, typed);
  drawHead(picture, now, width);
  drawPointer(picture, now, width, height);
  drawCode(picture, tick, width);
}

function stateAt(now: number) {
  let scrolled = 0;
  let typed = 0;
  let turned = Math.floor(now / 60) * 2;
  const inMinute = now % 60;
  for (const [place, { from, act }] of acts.entries()) {
    const until = Math.min(inMinute, acts[place + 1]?.from ?? 60);
    if (inMinute < from) break;
    if (act === 'scroll') scrolled += 300 * (until - from);
    if (act === 'type') typed += Math.floor((until - from) * 5);
    if (act === 'turn') {
      scrolled = 0;
      turned += 1;
    }
  }
  return { scrolled: Math.round(scrolled), typed, turned };
}

function drawHead(picture: CanvasRenderingContext2D, now: number, width: number): void {
  picture.fillStyle = '#22426b';
  picture.fillRect(0, 0, width, 92);
  picture.fillStyle = '#fff';
  const left = 3600 - Math.floor(now);
  picture.fillText('Introduction to Cell Biology · Ada Lovelace', margin, 74);
  picture.fillText(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`, width - margin - 70, 74);
}

function drawQuestion(
  picture: CanvasRenderingContext2D,
  card: number,
  top: number,
  width: number,
  turned: number,
  typed: number,
): void {
  picture.fillStyle = '#fff';
  picture.fillRect(margin - 20, top, width - 2 * margin + 40, 280);
  picture.fillStyle = '#1a1d21';
  const first = (card * 37 + turned * 101) % words.length;
  for (let line = 0; line < 6; line++) {
    picture.fillText(sentence(first + line * 17, 17), margin, top + 14 + line * lineHeight, width - 2 * margin);
  }
  if (card % 2 === 0) {
    for (let choice = 0; choice < 4; choice++) {
      const y = top + 150 + choice * 28;
      picture.beginPath();
      picture.arc(margin + 8, y + 7, 7, 0, 2 * Math.PI);
      picture.strokeStyle = '#5a6472';
      picture.stroke();
      picture.fillText(sentence(first + choice * 5 + 3, 6), margin + 26, y);
    }
    return;
  }
  picture.strokeStyle = '#8a94a3';
  picture.strokeRect(margin, top + 146, width - 2 * margin, 116);
  const written = answer.repeat(3).slice(0, typed);
  for (let line = 0; line * 100 <= written.length; line++) {
    picture.fillText(written.slice(line * 100, line * 100 + 100), margin + 8, top + 154 + line * lineHeight);
  }
}

function sentence(first: number, length: number): string {
  return Array.from({ length }, (_, place) => words[(first + place) % words.length]).join(' ');
}

/** The mouse moves for one second in five. */
function drawPointer(picture: CanvasRenderingContext2D, now: number, width: number, height: number): void {
  const moved = Math.floor(now / 5) + Math.min(1, now % 5);
  const x = width / 2 + (width / 3) * Math.sin(moved * 1.7);
  const y = height / 2 + (height / 3) * Math.sin(moved * 2.3);
  picture.fillStyle = '#000';
  picture.beginPath();
  picture.moveTo(x, y);
  picture.lineTo(x, y + 17);
  picture.lineTo(x + 12, y + 12);
  picture.fill();
}
