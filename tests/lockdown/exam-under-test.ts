import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Frame, Page, Target } from 'puppeteer';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { extensionId, extensionPage, launchBrowser, serviceWorker } from '../harness/browser.ts';
import { overlayOf, passSteps, press, words } from '../harness/candidate.ts';
import { BackendRecord } from './backend-record.ts';
import type { Bench, ExamSetup } from './bench.ts';
import type { ExamSite } from './exam-site.ts';

/** A policy with nothing recorded and nothing locked: each group switches on what it tests. */
export function openPolicy(take: string): Policy {
  const { origin } = new URL(take);
  const policy = defaultPolicy(origin);
  Object.assign(policy.recording, { camera: false, microphone: false, screen: false });
  Object.assign(policy.verification, { camera: false, microphone: false, screen: false });
  Object.assign(policy.lockdown, {
    fullScreen: 'off',
    newTabs: 'allowed',
    closeTabs: false,
    printing: false,
    clipboard: false,
    downloads: false,
    rightClick: false,
  });
  const own = new URL(take).pathname.startsWith('/take/') && take.startsWith('http://localhost');
  return {
    ...policy,
    exam: own
      ? { start: [`${origin}/start`], take: [`${origin}/take/*`, `${origin}/frame`], end: [`${origin}/end`] }
      : { start: [`${origin}/vigil-start`], take: [`${origin}/*`], end: [`${origin}/vigil-end`] },
  };
}

/** One candidate in one exam, in a browser of its own: what a scenario acts on, and what the backend received of it. */
export class ExamUnderTest extends BackendRecord {
  readonly group: ExamSetup;
  readonly folder = mkdtempSync(join(tmpdir(), 'vigil-lockdown-'));
  #browser: Browser | undefined;
  #page: Page | undefined;
  /** When the act began, in wall-clock milliseconds. */
  began = 0;
  /** What scenarios measured besides their latency, in milliseconds, by name. */
  readonly figures = new Map<string, number[]>();
  /** How long each tab was open that came and went since the act, in milliseconds. */
  readonly lives: number[] = [];

  constructor(bench: Bench, group: ExamSetup) {
    super(bench);
    this.group = group;
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error('The browser does not run');
    return this.#browser;
  }

  /** The exam's page. */
  get page(): Page {
    if (!this.#page) throw new Error('The exam is not open');
    return this.#page;
  }

  get site(): ExamSite {
    return this.bench.site;
  }

  /** The page in which the exam begins, and where every scenario begins. */
  get home(): string {
    return this.bench.examPage ?? `${this.site.origin}/take/1`;
  }

  /** Starts the browser, and takes the candidate up to the start page's last step. */
  async prepare(): Promise<Page> {
    await this.launch();
    for (const path of this.group.openTabs ?? []) await (await this.browser.newPage()).goto(this.site.elsewhere + path);
    const start = await this.browser.newPage();
    const policy = openPolicy(this.home);
    this.group.policy(policy);
    const launch = await this.createAttempt(policy, this.home, this.group.accommodation);
    await start.goto(
      `chrome-extension://${extensionId}/extension/onboarding/index.html?launch=${encodeURIComponent(launch)}`,
    );
    await passSteps(start, 'start');
    await words(start, /Ready to start|Start exam/);
    this.#page = start;
    return start;
  }

  /** Starts the exam; resolves when its page is guarded. */
  async start(): Promise<void> {
    await this.prepare();
    await this.startFromPage();
  }

  /** Starts the exam from the start page's last step. */
  async startFromPage(): Promise<Page> {
    await press(this.page, 'Start exam');
    return this.enter();
  }

  /** Goes on with an exam that was interrupted, from the start page that came up. */
  async resume(): Promise<Page> {
    const start = await this.startPage();
    await press(start, 'Go on with the exam');
    return this.enter();
  }

  /** Vigil's start page, in front. */
  async startPage(): Promise<Page> {
    const start = await extensionPage(this.browser, 'onboarding');
    await start.bringToFront();
    return start;
  }

  /** Vigil's page after the end, once everything has arrived. */
  async finishPage(): Promise<Page> {
    const finish = await extensionPage(this.browser, 'finish');
    await words(finish, /All done|Everything has arrived/, 30_000);
    return finish;
  }

  /** Submits the exam as its page would, and waits until everything has arrived. */
  async submit(): Promise<Page> {
    await this.page.goto(openPolicy(this.home).exam.end[0] ?? '').catch(() => undefined);
    return this.finishPage();
  }

  /** The overlay in the exam's page. */
  overlay(): Promise<Frame> {
    return overlayOf(this.page);
  }

  /** Starts the browser again on the same profile, after it was killed. */
  async relaunch(): Promise<void> {
    await this.kill();
    await this.launch();
  }

  /** Waits until the exam's page is open and guarded. */
  async enter(): Promise<Page> {
    const target = await this.browser.waitForTarget((one) => one.url() === this.home, { timeout: 20_000 });
    const page = (await target.page()) ?? (await target.asPage());
    this.#page = page;
    await page.waitForFrame((frame) => frame.url().includes('/extension/overlay/'), { timeout: 20_000 });
    await this.received({ type: 'session.started' }, 0);
    if (this.isFullScreen) await this.until('the exam has filled the screen', () => this.#hasFilledScreen());
    await page.evaluate(() => window.focus());
    return page;
  }

  /** Whether Vigil itself has seen the exam fill the screen: from there on time outside counts. */
  async #hasFilledScreen(): Promise<boolean> {
    const overlay = await this.overlay();
    return overlay.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const opening = indexedDB.open('vigil');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('snapshot').objectStore('snapshot').get('current');
            reading.onsuccess = () => {
              opening.result.close();
              resolve(reading.result?.budget.armed === true);
            };
          };
        }),
    );
  }

  get isFullScreen(): boolean {
    const policy = openPolicy(this.home);
    this.group.policy(policy);
    return policy.lockdown.fullScreen !== 'off';
  }

  async launch(): Promise<void> {
    const { extension, backend, headful, site } = this.bench;
    const sites = [...new Set([backend, new URL(this.home).origin, site.origin])].map((origin) => `${origin}/*`);
    this.#browser = await launchBrowser({
      extension,
      otherExtensions: this.group.otherExtensions ?? [],
      profile: join(this.folder, 'profile'),
      sites,
      headless: !headful,
      privateWindows: this.group.privateWindows,
      ...(this.group.flags ? { flags: this.group.flags } : {}),
    });
    this.#watchTabs(this.#browser);
  }

  /** From here on events count as the scenario's. */
  async begin(): Promise<void> {
    await this.mark();
    this.site.asked.length = 0;
    this.lives.length = 0;
    this.now();
  }

  /** The act begins now. */
  now(): void {
    this.began = Date.now();
  }

  /** Brings the exam's page back to where every scenario begins. */
  async reset(): Promise<void> {
    const page = this.page;
    if (page.url() !== this.home || (await page.evaluate(() => document.body.dataset.used === 'yes'))) {
      await page.goto(this.home);
      await page.waitForFrame((frame) => frame.url().includes('/extension/overlay/'), { timeout: 10_000 });
    }
    await page.evaluate(() => {
      document.body.dataset.used = 'yes';
      document.getSelection()?.removeAllRanges();
    });
  }

  /** Runs code in the extension's service worker, and lets go of it again. */
  async inWorker<Result, Args extends unknown[]>(
    code: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    const worker = await serviceWorker(this.browser);
    return worker.evaluate(code as (...given: unknown[]) => Result, ...args) as Promise<Result>;
  }

  /** Sets the state of the window that the exam is in, as its frame's buttons would. */
  async windowState(windowState: 'normal' | 'minimized' | 'fullscreen'): Promise<void> {
    const session = await this.page.createCDPSession();
    const { windowId } = await session.send('Browser.getWindowForTarget');
    this.now();
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    await session.detach();
  }

  /** Notes a figure for the report; its name ends in its unit. */
  figure(name: string, value: number): void {
    this.figures.set(name, [...(this.figures.get(name) ?? []), Math.round(value)]);
  }

  /** Remembers how long every tab lived. */
  #watchTabs(browser: Browser): void {
    const opened = new Map<Target, number>();
    browser.on('targetcreated', (target) => target.type() === 'page' && opened.set(target, Date.now()));
    browser.on('targetdestroyed', (target) => {
      const since = opened.get(target) ?? 0;
      if (since >= this.began) this.lives.push(Date.now() - since);
    });
  }

  /** A line to the browser itself. */
  cdp(): Promise<CDPSession> {
    return this.browser.target().createCDPSession();
  }

  /** Presses keys as a person at the machine does; only with a display. */
  keys(...names: readonly string[]): void {
    this.now();
    for (const name of names) execFileSync('xdotool', ['key', '--clearmodifiers', name]);
  }

  /** Kills the browser without a warning. */
  async kill(): Promise<void> {
    const process = this.browser.process();
    const gone = new Promise((resolve) => process?.once('exit', resolve));
    process?.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    await this.#browser?.close().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
