import { currentWords } from '../src/browser/language.ts';
import { ReportLimiter } from '../src/lockdown/report-limiter.ts';
import type { EventData } from '../src/protocol/events.ts';
import type { GuardName } from '../src/protocol/messages.ts';
import type { Snapshot } from '../src/session/snapshot.ts';
import type { MessageKey } from '../src/words/text-key.ts';
import type { Attempt, NewInput } from './attempt.ts';
import { DevtoolsGuard } from './guards/devtools.ts';
import { DisplaysGuard } from './guards/displays.ts';
import { DownloadsGuard } from './guards/downloads.ts';
import { ExtensionsGuard } from './guards/extensions.ts';
import type { Finding, Guard, GuardHost, RunningExam } from './guards/host.ts';
import { NavigationGuard } from './guards/navigation.ts';
import { NewTabsGuard } from './guards/new-tabs.ts';
import { PermissionsGuard } from './guards/permissions.ts';
import { PresenceGuard } from './guards/presence.ts';
import { WebTrafficGuard } from './guards/web-traffic.ts';
import { stopped } from './notices.ts';
import { orderPage } from './page-scripts.ts';

function isRunning(state: Snapshot): state is RunningExam {
  return state.phase === 'active' && state.session !== null && state.examTab !== null;
}

/** Everything that the service worker watches and enforces while an exam runs, one guard a file. */
export class Guards implements GuardHost {
  readonly #attempt: Attempt;
  readonly #limiter = new ReportLimiter();
  readonly presence = new PresenceGuard(this);
  readonly newTabs = new NewTabsGuard(this);
  readonly devtools = new DevtoolsGuard(this);
  readonly extensions = new ExtensionsGuard(this);
  readonly #all: readonly Guard[];

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
    this.#all = [
      this.presence,
      this.newTabs,
      this.devtools,
      this.extensions,
      new NavigationGuard(this),
      new DownloadsGuard(this),
      new DisplaysGuard(this),
      new PermissionsGuard(this),
      new WebTrafficGuard(this),
    ];
  }

  /** Attaches all listeners. Call in the first tick. */
  listen(): void {
    for (const guard of this.#all) guard.listen();
  }

  /** Has every guard look at what may have happened while nobody listened. What one cannot see holds up no other. */
  async look(): Promise<void> {
    for (const guard of this.#all) {
      const exam = await this.running();
      if (!exam) return;
      await guard.look(exam).catch((error: unknown) => console.error('A guard could not look', error));
    }
  }

  async running(): Promise<RunningExam | undefined> {
    const state = await this.#attempt.state();
    return isRunning(state) ? state : undefined;
  }

  take(input: NewInput): Promise<Snapshot> {
    return this.#attempt.take(input);
  }

  async blocked(guard: GuardName, cause: string, data: EventData = {}): Promise<void> {
    await this.found({ ...stopped[guard], cause, data });
  }

  async found({ notice, event, severity, cause, data = {}, accommodated = false }: Finding): Promise<void> {
    const exam = await this.running();
    if (!exam) return;
    const held = this.#limiter.admit(event, performance.now());
    if (held === null) return;
    const facts = held > 0 ? { ...data, repeated: held } : data;
    // The event first: a page that hangs would hold the notice up.
    await this.#attempt.take({ type: 'observed', event, severity, cause, data: facts, accommodated });
    if (notice) void this.#notify(exam, notice);
  }

  /** Tells the candidate at the top of the exam page. */
  async #notify({ examTab }: RunningExam, notice: MessageKey): Promise<void> {
    const words = await currentWords();
    await orderPage(examTab.tabId, { type: 'notice', text: words.text(notice) });
  }
}
