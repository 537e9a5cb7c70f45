import { setTimeout as wait } from 'node:timers/promises';
import { killWorker, serviceWorker } from '../harness/browser.ts';
import type { FaultyLink } from '../harness/faulty-link.ts';
import type { World } from '../harness/world.ts';
import type { Fault } from './fault-plan.ts';

/** A world and the link before its backend. */
export interface FaultyWorld {
  readonly world: World;
  readonly link: FaultyLink;
}

/**
 * Lets a fault happen; resolves when it has.
 * @param skip how many requests pass before it, where it happens to a request
 * @returns when a recording was broken off, by the wall clock; null where it goes on by itself
 */
export async function happen({ world, link }: FaultyWorld, fault: Fault, skip = 0): Promise<number | null> {
  const at = Date.now();
  switch (fault.kind) {
    case 'drop':
      link.drop();
      return null;
    case 'outage':
      await link.down();
      await wait(fault.ms);
      await link.up();
      return null;
    case 'backend-killed':
      await world.killBackend();
      await wait(fault.ms);
      await world.restartBackend();
      return null;
    case 'worker-killed':
      await killWorker(world.browser);
      return null;
    case 'recorder-closed':
      await (await serviceWorker(world.browser)).evaluate(() => chrome.offscreen.closeDocument());
      return at;
    case 'extension-reloaded':
      // The worker is gone before it can answer.
      await (await serviceWorker(world.browser)).evaluate(() => chrome.runtime.reload()).catch(() => undefined);
      return at;
    case 'browser-killed': {
      const killedAt = await world.killBrowser();
      await world.relaunch();
      return killedAt;
    }
    default:
      await link.meet(fault, { skip });
      return null;
  }
}
