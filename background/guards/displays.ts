import { once } from '../../src/browser/once.ts';
import { chromeApi } from '../../src/browser/webext.ts';
import { allowedDisplays, surveyDisplays } from '../displays.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** One display only. One that is added later covers the exam until it is gone. */
export class DisplaysGuard implements Guard {
  readonly #host: GuardHost;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  /** The API appears only with its permission, which is asked at the start. */
  listen(): void {
    this.#attach();
    chromeApi.permissions.onAdded.addListener(() => this.#attach());
  }

  async look(exam: RunningExam): Promise<void> {
    this.#attach();
    await this.#check(exam);
  }

  #attach(): void {
    const display = (chromeApi.system as typeof chromeApi.system | undefined)?.display;
    if (display && !display.onDisplayChanged.hasListener(this.#changed)) {
      display.onDisplayChanged.addListener(this.#changed);
    }
  }

  readonly #changed = async (): Promise<void> => {
    const exam = await this.#host.running();
    if (exam) await this.#check(exam);
  };

  async #check({ session }: RunningExam): Promise<void> {
    const { policy, accommodation, id } = session;
    if (!policy.lockdown.oneScreen) return;
    const { verdict, names } = await surveyDisplays(accommodation);
    const allowed = allowedDisplays(accommodation);
    if (verdict === 'unknown' && (await once(`display.unknown ${id}`))) {
      await this.#host.found({ event: 'display.unknown', severity: 0.2, cause: 'not-told' });
    }
    if (names.length > 1 && names.length <= allowed && (await once(`display ${names.length} ${id}`))) {
      const data = { displays: names.slice(1).join(', ') };
      await this.#host.found({ event: 'display.added', severity: 0, cause: 'allowed', data, accommodated: true });
    }
    await this.#host.take({ type: 'displays', extra: names.slice(allowed) });
  }
}
