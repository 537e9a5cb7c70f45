import { browser } from '../../src/browser/webext.ts';
import { originsNeeded, permissionsNeeded } from '../../src/policy/needs.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** The access that the session needs. When the candidate takes it back the exam is interrupted, and asks again. */
export class PermissionsGuard implements Guard {
  readonly #host: GuardHost;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  listen(): void {
    browser.permissions.onRemoved.addListener(async () => {
      const exam = await this.#host.running();
      if (exam) await this.look(exam);
    });
  }

  async look({ session }: RunningExam): Promise<void> {
    const { policy, backend } = session;
    const needed = { origins: originsNeeded(policy, backend), permissions: permissionsNeeded(policy) };
    if (await browser.permissions.contains(needed as Parameters<typeof browser.permissions.contains>[0])) return;
    const event = { event: 'permission.removed', severity: 0.5, cause: 'candidate' } as const;
    await this.#host.found(event);
    await this.#host.take({ type: 'interrupted', cause: 'permission-removed' });
  }
}
