import { rehearsalLaunch } from '../src/browser/backend-door.ts';
import { browser } from '../src/browser/webext.ts';
import type { LaunchAddress } from '../src/protocol/launch-address.ts';
import { isRehearsal } from '../src/rehearsal/address.ts';
import type { SessionView } from '../src/session/view.ts';
import { CandidateError, say, sayingOf } from '../src/words/saying.ts';
import type { Attempt } from './attempt.ts';
import { LaunchRefused, openLaunch, readLaunch } from './launch.ts';

/** Between looks whether a rehearsal is over, and how long that may take, in milliseconds. */
const lookEveryMs = 100;
const overWithinMs = 30_000;

/** Opens exams and rehearsals. An exam takes the place of a rehearsal; nothing takes that of an exam under way. */
export class Launches {
  readonly #attempt: Attempt;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  /**
   * Opens an exam by its launch address.
   * @param tabId the tab of the start page
   * @throws LaunchRefused
   */
  open(address: string, tabId: number | null): Promise<SessionView> {
    return this.#open(() => readLaunch(address), tabId);
  }

  /** Opens a rehearsal; one that is open goes on. @throws CandidateError while an exam is */
  async rehearse(tabId: number | null): Promise<SessionView> {
    const { phase, session } = await this.#attempt.state();
    if (phase === 'idle') return this.#open(rehearsalLaunch, tabId);
    if (!session || !isRehearsal(session.backend)) throw new CandidateError(say('rehearsalBusy'));
    return this.#attempt.view();
  }

  async #open(read: () => Promise<LaunchAddress>, tabId: number | null): Promise<SessionView> {
    const attempt = this.#attempt;
    try {
      const { phase, session } = await attempt.state();
      const isRunning = (phase === 'active' || phase === 'starting') && !isRehearsal(session?.backend ?? '');
      if (isRunning) {
        throw new LaunchRefused(say('refusedRunning'), say('refusedRunningDetail', session?.exam.title ?? ''));
      }
      const opened = await openLaunch(await read());
      if (!isRehearsal(opened.backend)) await this.#endRehearsal();
      const state = await attempt.take({ type: 'launchGranted', session: opened, tabId });
      if (state.session?.id !== opened.id) {
        throw new LaunchRefused(say('refusedOther'), say('refusedOtherDetail', state.session?.exam.title ?? ''));
      }
      if (state.onboarding.done.length === 0) await browser.action.setBadgeText({ text: '' });
    } catch (error) {
      const title = error instanceof LaunchRefused ? error.title : say('launchFailed');
      await attempt.take({ type: 'launchRefused', title, detail: sayingOf(error), tabId });
      throw error;
    }
    return attempt.view();
  }

  /** A rehearsal makes room: it ends as it would by itself, and what it has closed and switched off is given back. */
  async #endRehearsal(): Promise<void> {
    const isThere = async () => isRehearsal((await this.#attempt.state()).session?.backend ?? '');
    const isWorking = async () => (await this.#attempt.state()).jobs.length > 0;
    const until = performance.now() + overWithinMs;
    if (!(await isThere())) return;
    while ((await isThere()) || (await isWorking())) {
      await this.#attempt.take({ type: 'leaveRequested' });
      await this.#attempt.take({ type: 'dismissed' });
      if (performance.now() > until) return;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}
