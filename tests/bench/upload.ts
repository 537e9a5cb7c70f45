import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../src/evidence/digest.ts';
import type { Quality } from '../../src/recording/quality.ts';
import { words } from '../harness/candidate.ts';
import { type Attempt, attemptReaches, faultsOf } from '../harness/evidence.ts';
import type { World } from '../harness/world.ts';
import { ReceivedBytes } from './received-bytes.ts';
import { sit } from './sitting.ts';
import { figure, table } from './table.ts';
import { needDisplay, startExam } from './windowed-world.ts';

/** What the command line may choose. */
export interface UploadChoice {
  readonly minutes: number;
  readonly qualities: readonly Quality[];
  /** Where recordings go, to be looked at: the segments, and the backend's folder as `QUALITY-data`. */
  readonly out: string;
}

/** Mean upload that a policy's quality may cost, everything together, in kbit/s. */
const goals: Readonly<Record<Quality, number>> = { low: 92, standard: 189, high: 400 };

/**
 * Plays one attempt at each quality and measures what the backend receives while the exam is worked at (goals G1, G2).
 * @throws Error when anything of a recording is missing or cannot be decoded
 */
export async function benchUpload({ minutes, qualities, out }: UploadChoice): Promise<string> {
  needDisplay();
  mkdirSync(out, { recursive: true });
  const rows: string[][] = [];
  for (const quality of qualities) {
    console.log(`${quality}: ${minutes} min`);
    const received = new ReceivedBytes();
    rows.push(await attemptAt(quality, minutes, out, received).finally(() => received.close()));
  }
  return table(columns, rows);
}

const columns = [
  'Quality',
  'Goal kbit/s',
  'Received kbit/s',
  'Camera and sound',
  'Screen',
  'Journal',
  'Headers and the rest',
  'MB an hour',
  'Codecs',
  'Segments',
  'Downshifts',
];

async function attemptAt(quality: Quality, minutes: number, out: string, received: ReceivedBytes): Promise<string[]> {
  const { world, candidate, page } = await startExam(quality);
  try {
    const from = { at: Date.now(), bytes: received.at(world.backend.port) };
    await sit(page, minutes * 60);
    const to = { at: Date.now(), bytes: received.at(world.backend.port) };
    await page.goto(`${world.exam}/exams/cell-biology/take/review`);
    await words(await candidate.submit(page), 'All done', 60_000);
    const attempt = await attemptReaches(world, 'complete', 60_000);
    const faults = await faultsOf(world, attempt);
    if (faults.length > 0) throw new Error(`The recording is not whole: ${faults.join('; ')}`);
    await keepSegments(world, attempt, quality, out);
    cpSync(join(world.folder, 'data'), join(out, `${quality}-data`), { recursive: true });
    return rowOf(quality, attempt, from, to);
  } finally {
    await world.close();
  }
}

interface Reading {
  readonly at: number;
  readonly bytes: number;
}

function rowOf(quality: Quality, attempt: Attempt, from: Reading, to: Reading): string[] {
  const seconds = (to.at - from.at) / 1000;
  const within = attempt.journal.filter(({ at }) => Date.parse(at) >= from.at && Date.parse(at) < to.at);
  const media = (stream: string) =>
    within.reduce((sum, { body }) => (body.kind === 'part' && body.stream === stream ? sum + body.bytes : sum), 0);
  const journal = within.reduce((sum, entry) => sum + canonicalJson(entry).length + 1, 0);
  const all = to.bytes - from.bytes;
  const rate = (bytes: number) => (bytes * 8) / seconds / 1000;
  const shifts = attempt.journal.filter(({ body }) => body.kind === 'event' && body.type === 'record.downshift');
  return [
    quality,
    String(goals[quality]),
    figure(rate(all), 1),
    figure(rate(media('camera')), 1),
    figure(rate(media('screen')), 1),
    figure(rate(journal), 1),
    figure(rate(all - media('camera') - media('screen') - journal), 1),
    figure((all / seconds) * 0.0036, 1),
    [...new Set(attempt.segments.map(({ mime }) => mime.replace('video/webm;codecs=', '')))].join('; '),
    String(attempt.segments.length),
    String(shifts.length),
  ];
}

async function keepSegments(world: World, { attempt, segments }: Attempt, quality: string, out: string) {
  for (const { stream, segment } of segments) {
    const response = await world.operator(`/v1/attempts/${attempt}/segments/${stream}/${segment}`);
    writeFileSync(join(out, `${quality}-${stream}-${segment}.webm`), Buffer.from(await response.arrayBuffer()));
  }
}
