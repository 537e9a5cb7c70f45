import { chromeApi } from '../../src/browser/webext.ts';
import type { Guard, GuardHost } from './host.ts';

/** Developer tools: no extension can close them; that they were opened is recorded and said. */
export class DevtoolsGuard implements Guard {
  readonly #host: GuardHost;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  listen(): void {
    const filter = { windowTypes: ['devtools' as chrome.windows.WindowType] };
    chromeApi.windows.onCreated.addListener(() => void this.opened('window'), filter);
  }

  async look(): Promise<void> {
    const open = await chromeApi.windows.getAll({ windowTypes: ['devtools'] });
    if (open.length > 0) await this.opened('window');
  }

  /** @param cause `window` of their own, or `docked` beside the page */
  async opened(cause: 'window' | 'docked'): Promise<void> {
    await this.#host.found({ event: 'devtools.open', severity: 0.6, cause, notice: 'noticeDevtools' });
  }
}
