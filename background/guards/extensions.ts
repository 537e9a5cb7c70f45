import { once } from '../../src/browser/once.ts';
import { chromeApi } from '../../src/browser/webext.ts';
import { disableExtensions, type FoundExtension, surveyExtensions } from '../extensions.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** The candidate's other extensions: named in the journal, and switched off where the policy says so. */
export class ExtensionsGuard implements Guard {
  readonly #host: GuardHost;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  /** The API appears only with its permission, which is asked at the start. */
  listen(): void {
    this.#attach();
    chromeApi.permissions.onAdded.addListener(() => this.#attach());
  }

  /** What was switched off at the start is told as well: the snapshot lists it. */
  async look(exam: RunningExam): Promise<void> {
    this.#attach();
    for (const { id, name } of exam.disabledExtensions) await this.#tell(exam, { id, name }, 'switched-off');
    for (const found of await surveyExtensions(exam.session)) await this.#handle(exam, found);
  }

  #attach(): void {
    // Without the permission the API is there with next to nothing in it.
    const management = chromeApi.management as Partial<typeof chromeApi.management> | undefined;
    if (!management?.onEnabled || !management.onInstalled || management.onEnabled.hasListener(this.#appeared)) return;
    management.onEnabled.addListener(this.#appeared);
    management.onInstalled.addListener(this.#appeared);
  }

  readonly #appeared = async ({ id }: { readonly id: string }): Promise<void> => {
    const exam = await this.#host.running();
    if (!exam) return;
    const found = (await surveyExtensions(exam.session)).find((extension) => extension.id === id);
    if (found) await this.#handle(exam, found, 'appeared');
  };

  async #handle(exam: RunningExam, { id, name, mayDisable }: FoundExtension, how = 'on'): Promise<void> {
    const isBlocked = exam.session.policy.lockdown.otherExtensions === 'block' && mayDisable;
    if (isBlocked) {
      await this.#host.take({ type: 'extensionDisabled', extension: { id, name } });
      await disableExtensions([{ id, name }]);
    }
    await this.#tell(exam, { id, name }, isBlocked ? 'switched-off' : how);
  }

  async #tell({ session }: RunningExam, extension: { id: string; name: string }, cause: string): Promise<void> {
    if (!(await once(`extension ${extension.id} ${cause} ${session.id}`))) return;
    const severity = cause === 'on' || cause === 'appeared' ? 0.3 : 0.1;
    await this.#host.found({ event: 'extension.found', severity, cause, data: extension });
  }
}
