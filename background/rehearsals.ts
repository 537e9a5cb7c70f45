import type { Sender } from '../src/browser/bus.ts';
import { browser } from '../src/browser/webext.ts';
import type { RehearsalCommand } from '../src/protocol/rehearsal-commands.ts';
import { isRehearsal } from '../src/rehearsal/address.ts';
import { cutMs } from '../src/rehearsal/script.ts';
import type { Attempt } from './attempt.ts';
import type { Launches } from './launches.ts';
import { order } from './offscreen.ts';
import { scriptFiles } from './page-scripts.ts';
import { showStartPage } from './pages.ts';

/** Does what our pages ask about a rehearsal. In an exam nothing of it has an effect. */
export class Rehearsals {
  readonly #attempt: Attempt;
  readonly #launches: Launches;

  constructor(attempt: Attempt, launches: Launches) {
    this.#attempt = attempt;
    this.#launches = launches;
  }

  async command(command: RehearsalCommand, { tabId, url }: Sender): Promise<unknown> {
    if (command.type === 'rehearse') {
      await this.#launches.rehearse(tabId ?? null);
      return url?.includes('/popup/') ? showStartPage() : undefined;
    }
    const { phase, session } = await this.#attempt.state();
    const isOn = (phase === 'active' || phase === 'starting') && isRehearsal(session?.backend ?? '');
    if (command.type === 'pageScripts') {
      return isOn && session ? scriptFiles(session.policy).map((file) => browser.runtime.getURL(file)) : [];
    }
    if (!isOn) return undefined;
    if (command.drill === 'link') return order({ to: 'offscreen', type: 'cutRehearsal', ms: cutMs });
    return order({ to: 'offscreen', type: 'loseCamera' });
  }
}
