import { chromeApi } from '../../src/browser/webext.ts';
import type { Guard, GuardHost } from './host.ts';

/** Downloads are cancelled, and what was written of them is removed. */
export class DownloadsGuard implements Guard {
  readonly #host: GuardHost;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  /** The API appears only with its permission, which is asked at the start. */
  listen(): void {
    this.#attach();
    chromeApi.permissions.onAdded.addListener(() => this.#attach());
  }

  async look(): Promise<void> {
    this.#attach();
  }

  #attach(): void {
    const downloads = chromeApi.downloads as typeof chromeApi.downloads | undefined;
    if (!downloads || downloads.onCreated.hasListener(this.#created)) return;
    downloads.onCreated.addListener(this.#created);
    downloads.onChanged.addListener(({ id, state }) => {
      if (state?.current === 'complete') void this.#created({ id });
    });
  }

  readonly #created = async ({ id }: { readonly id: number }): Promise<void> => {
    const exam = await this.#host.running();
    if (!exam?.session.policy.lockdown.downloads) return;
    await chromeApi.downloads.cancel(id).catch(() => undefined); // complete already
    await chromeApi.downloads.removeFile(id).catch(() => undefined); // nothing was written
    const erased = await chromeApi.downloads.erase({ id }).catch(() => []);
    if (erased.length > 0) await this.#host.blocked('download', 'cancelled');
  };
}
