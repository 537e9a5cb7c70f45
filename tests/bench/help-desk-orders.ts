import { setTimeout } from 'node:timers/promises';
import type { Frame } from 'puppeteer';
import type { GivenOrder } from '../../src/protocol/desk.ts';
import type { ExamOrderKind } from '../../src/protocol/orders.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { giveOrder } from '../harness/desk.ts';
import { newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';
import { figure, table } from './table.ts';

const times = 10;
/** Between two orders, in milliseconds: nobody gives the next before the last is carried out. */
const restMs = 1500;

/** From the order's arrival at the backend to the journal entry there that confirms it, by the backend's clock. */
type Taken = Map<ExamOrderKind, number[]>;

/** Measures how soon what the desk orders is carried out by the extension in a real browser. */
export async function benchOrders(): Promise<string> {
  const taken: Taken = new Map();
  await inExam(async (world, overlay) => {
    for (let time = 0; time < times; time++) {
      for (const kind of ['pause', 'resume', 'extra-time', 'flag'] as const) await give(world, kind, taken);
      await askForBreak(overlay);
      await asked(world);
      await give(world, 'no-break', taken);
      await give(world, 'break', taken);
      await words(overlay, 'You have a break');
      await press(overlay, 'Go on with the exam');
      await running(world);
    }
  });
  for (let time = 0; time < times; time++) await inExam((world) => give(world, 'terminate', taken));
  const rows = [...taken].map(([kind, ms]) => {
    const sorted = ms.toSorted((a, b) => a - b);
    return [kind, String(ms.length), figure(sorted[Math.floor(ms.length / 2)]), figure(sorted.at(-1))];
  });
  return table(['Order', 'Number', 'median, ms', 'most, ms'], rows);
}

async function askForBreak(overlay: Frame): Promise<void> {
  if (!(await overlay.$('::-p-text(Ask for a break)'))) await press(overlay, 'Help');
  await press(overlay, 'Ask for a break');
}

async function inExam(work: (world: World, overlay: Frame) => Promise<void>): Promise<void> {
  const world = await startWorld({
    policy: ({ exam }) => {
      exam.breaks = 'desk';
    },
  });
  try {
    const candidate = new Candidate(world);
    await candidate.openExam();
    const overlay = await overlayOf(await candidate.start());
    await words(overlay, 'Recording');
    await work(world, overlay);
  } finally {
    await world.close();
  }
}

async function give(world: World, kind: ExamOrderKind, taken: Taken): Promise<void> {
  const minutes = kind === 'break' || kind === 'extra-time' ? 5 : undefined;
  await setTimeout(restMs);
  const id = await giveOrder(world, kind, 'Measured.', minutes);
  const done = await until(async () =>
    (await ordersOf(world)).find((order) => order.id === id && order.doneAt !== null),
  );
  if (done.voidCause !== null) throw new Error(`${kind} was not carried out: ${done.voidCause}`);
  const ms = Date.parse(done.doneAt ?? '') - Date.parse(done.givenAt);
  taken.set(kind, [...(taken.get(kind) ?? []), ms]);
}

async function ordersOf(world: World): Promise<readonly GivenOrder[]> {
  const { attempt } = await newestAttempt(world);
  const answer = await world.operator(`/v1/attempts/${attempt}/messages`);
  return ((await answer.json()) as { orders: GivenOrder[] }).orders;
}

function asked(world: World) {
  return until(async () => (await newestAttempt(world)).breakAsked ?? undefined);
}

function running(world: World) {
  return until(async () => ((await newestAttempt(world)).onBreak ? undefined : true));
}

/** @throws Error after a minute: what was ordered or asked has come to nothing */
async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const value = await look();
    if (value !== undefined) return value;
    await setTimeout(50);
  }
  throw new Error('Nothing came of an order, or of asking for a break, within a minute');
}
