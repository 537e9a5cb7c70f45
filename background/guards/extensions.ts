import { onExtensionAppeared } from '../../src/browser/management.ts';
import { once } from '../../src/browser/once.ts';
import { disableExtensions, type FoundExtension, surveyExtensions } from '../extensions.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** The candidate's other extensions: named in the journal, and switched off where the policy says so. */
export class ExtensionsGuard implements Guard {
  readonly #host: GuardHost;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  /** The worker hears of it only where it came up after the grant; the overlay's page hears of it in any case. */
  listen(): void {
    onExtensionAppeared(() => void this.appeared());
  }

  /** What was switched off at the start is told as well: the snapshot lists it. */
  async look(exam: RunningExam): Promise<void> {
    if (exam.session.policy.lockdown.otherExtensions === 'allowed') return;
    for (const { id, name } of exam.disabledExtensions) await this.#tell(exam, { id, name }, 'switched-off');
    for (const found of await surveyExtensions(exam.session)) await this.#handle(exam, found);
  }

  /** An extension was installed or switched on. */
  async appeared(): Promise<void> {
    const exam = await this.#host.running();
    if (exam) await this.look(exam);
  }

  async #handle(exam: RunningExam, { id, name, mayDisable }: FoundExtension): Promise<void> {
    const isBlocked = exam.session.policy.lockdown.otherExtensions === 'block' && mayDisable;
    if (isBlocked) {
      await this.#host.take({ type: 'extensionDisabled', extension: { id, name } });
      await disableExtensions([{ id, name }]);
    }
    await this.#tell(exam, { id, name }, isBlocked ? 'switched-off' : 'on');
  }

  async #tell({ session }: RunningExam, extension: { id: string; name: string }, cause: string): Promise<void> {
    if (!(await once(`extension ${extension.id} ${cause} ${session.id}`))) return;
    const severity = cause === 'on' ? 0.3 : 0.1;
    await this.#host.found({ event: 'extension.found', severity, cause, data: extension });
  }
}
