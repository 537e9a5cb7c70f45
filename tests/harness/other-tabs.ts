import { createServer, type Server } from 'node:http';
import type { Browser } from 'puppeteer';

/** Tabs that a candidate had open before the exam, on a site of their own. */
export class OtherTabs {
  readonly #site: Server;
  readonly #browser: Browser;
  readonly #addresses: string[] = [];

  private constructor(site: Server, browser: Browser) {
    this.#site = site;
    this.#browser = browser;
  }

  /** Opens them. */
  static async open(browser: Browser): Promise<OtherTabs> {
    const site = createServer((request, response) =>
      response.setHeader('Content-Type', 'text/html').end(`<title>${request.url}</title>`),
    );
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const address = site.address();
    const tabs = new OtherTabs(site, browser);
    for (const path of ['news', 'mail']) {
      const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/${path}`;
      tabs.#addresses.push(url);
      await (await browser.newPage()).goto(url);
    }
    return tabs;
  }

  /** How many of them are open, each counted once. */
  async count(): Promise<number> {
    const open = (await this.#browser.pages()).map((page) => page.url());
    return this.#addresses.filter((address) => open.filter((one) => one === address).length === 1).length;
  }

  close(): void {
    this.#site.close();
  }
}
