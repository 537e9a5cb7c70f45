import { setTimeout as wait } from 'node:timers/promises';
import { Candidate, words } from '../harness/candidate.ts';
import { signedJournal } from '../harness/device-journal.ts';
import { Dice } from '../harness/dice.ts';
import { attemptReaches } from '../harness/evidence.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import { type Tally, tally } from '../harness/whole-evidence.ts';
import { startWorld } from '../harness/world.ts';
import { type RecordingLoss, recordingLoss } from './recording-loss.ts';

export interface KillOptions {
  readonly seed: number;
  readonly kills: number;
  /** Hears of every kill, a line each. */
  readonly tell: (line: string) => void;
}

export interface KillResult extends Tally {
  readonly seed: number;
  readonly ms: number;
  /** What each kill cost each stream. */
  readonly lost: readonly RecordingLoss[];
  readonly reEntries: readonly ReEntry[];
}

/** How a candidate came back into the exam. */
export interface ReEntry {
  /** From the browser's window to the exam with its recording, a candidate that presses at once. */
  readonly ms: number;
  /** The steps whose button was pressed. */
  readonly pressed: readonly string[];
}

/** Kills the browser again and again in one exam, each time some seconds into the recording, and goes on with it. */
export async function killWhileRecording({ seed, kills, tell }: KillOptions): Promise<KillResult> {
  const began = performance.now();
  const dice = new Dice(`kills ${seed}`);
  const link = await FaultyLink.open(seed);
  const world = await startWorld({
    link,
    policy: ({ lockdown }) => {
      lockdown.fullScreen = 'off'; // browsers that are killed and started again would use the budget up
    },
  });
  try {
    const candidate = new Candidate(world);
    await candidate.openExam();
    let page = await candidate.start();
    const moments: number[] = [];
    const reEntries: ReEntry[] = [];
    for (let kill = 1; kill <= kills; kill++) {
      await wait(dice.whole(2_000, 6_000)); // wherever in a part that is
      moments.push(await world.killBrowser());
      tell(`kill ${kill} of seed ${seed}`);
      await world.relaunch();
      const opened = performance.now();
      const pressed: string[] = [];
      page = await candidate.start(async (step) => void pressed.push(step));
      reEntries.push({ ms: performance.now() - opened, pressed: [...pressed, 'start'] });
    }
    await link.down();
    await candidate.work(page);
    const finish = await candidate.submit(page);
    await words(finish, 'No connection');
    const device = await signedJournal(finish);
    await link.up();
    await words(finish, 'All done', 60_000);
    const found = await tally(world, await attemptReaches(world, 'complete'), device, finish);
    const lost = moments.flatMap((at) => recordingLoss(device.entries, at));
    return { seed, ms: performance.now() - began, lost, reEntries, ...found };
  } finally {
    await world.close();
    await link.close();
  }
}
