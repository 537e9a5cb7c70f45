import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'puppeteer';
import * as v from 'valibot';
import { ProctoringClient } from '../../backend/demo/proctoring-client.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { attemptDetail } from '../../src/protocol/api.ts';
import { extensionId, launchBrowser, serviceWorker } from '../harness/browser.ts';
import { press, words } from '../harness/candidate.ts';
import type { Bench, ExamSetup, ExpectedEvent } from './bench.ts';
import type { ExamSite } from './exam-site.ts';

type Attempt = v.InferOutput<typeof attemptDetail>;
export interface RecordedEvent {
  readonly type: string;
  readonly cause: string;
  readonly severity: number;
  readonly accommodated?: true | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** Wall-clock milliseconds. */
  readonly at: number;
}

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
export class ExamUnderTest {
  readonly bench: Bench;
  readonly group: ExamSetup;
  readonly folder = mkdtempSync(join(tmpdir(), 'vigil-lockdown-'));
  #browser: Browser | undefined;
  #page: Page | undefined;
  #attempt = '';
  #mark = 0;
  /** When the act began, in wall-clock milliseconds. */
  began = 0;

  constructor(bench: Bench, group: ExamSetup) {
    this.bench = bench;
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
    const launch = await this.#createAttempt();
    await start.goto(
      `chrome-extension://${extensionId}/extension/onboarding/index.html?launch=${encodeURIComponent(launch)}`,
    );
    await press(start, 'Agree and continue');
    await press(start, 'I have read this');
    await words(start, /Ready to start|Start exam/);
    this.#page = start;
    return start;
  }

  /** Starts the exam; resolves when its page is guarded. */
  async start(): Promise<void> {
    const start = await this.prepare();
    await press(start, 'Start exam');
    await this.enter();
  }

  /** Waits until the exam's page is open and guarded. */
  async enter(): Promise<Page> {
    const target = await this.browser.waitForTarget((one) => one.url() === this.home, { timeout: 20_000 });
    const page = (await target.page()) ?? (await target.asPage());
    this.#page = page;
    await page.waitForFrame((frame) => frame.url().includes('/extension/overlay/'), { timeout: 20_000 });
    await this.received({ type: 'session.started' }, 0);
    if (this.isFullScreen) await page.waitForFunction(() => outerHeight >= screen.height, { timeout: 10_000 });
    await page.evaluate(() => window.focus());
    return page;
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
      ...(this.group.flags ? { flags: this.group.flags } : {}),
    });
  }

  async #createAttempt(): Promise<string> {
    const { backend, platformKey, operatorKey } = this.bench;
    const client = new ProctoringClient({ backend, platformKey });
    const policy = openPolicy(this.home);
    this.group.policy(policy);
    const templateId = `lockdown-${crypto.randomUUID().slice(0, 8)}`;
    await client.putTemplate(templateId, 'Lockdown suite', policy, operatorKey);
    const order = { title: 'Lockdown suite', examUrl: this.home, returnUrl: this.home, templateId };
    const schedule = await client.schedule(order);
    const candidate = { id: 'suite', name: 'Ada Lovelace' };
    const created = await client.createAttempt(schedule, candidate, this.group.accommodation);
    this.#attempt = created.attempt;
    return created.launchAddress;
  }

  /** The attempt as a reviewer sees it. */
  async attempt(): Promise<Attempt> {
    const response = await this.operator(`/v1/attempts/${this.#attempt}/review`);
    return v.parse(attemptDetail, await response.json());
  }

  operator(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.bench.operatorKey}` };
    return fetch(this.bench.backend + path, { ...init, headers });
  }

  get attemptId(): string {
    return this.#attempt;
  }

  /** Everything that the backend has received so far. */
  async events(): Promise<RecordedEvent[]> {
    const { journal } = await this.attempt();
    return journal.flatMap(({ at, body }) => (body.kind === 'event' ? [{ ...body, at: Date.parse(at) }] : []));
  }

  /** From here on events count as the scenario's. */
  async begin(): Promise<void> {
    this.#mark = (await this.events()).length;
    this.now();
  }

  /** The act begins now. */
  now(): void {
    this.began = Date.now();
  }

  /** Events since the scenario began. */
  async since(): Promise<RecordedEvent[]> {
    return (await this.events()).slice(this.#mark);
  }

  /** Waits until the backend has received an event. */
  async received(
    { type, cause, severity, accommodated }: ExpectedEvent,
    from = this.#mark,
    timeoutMs = 10_000,
  ): Promise<RecordedEvent> {
    const fits = (event: RecordedEvent) =>
      event.type === type &&
      (cause === undefined || event.cause === cause) &&
      (severity === undefined || event.severity <= severity) &&
      (accommodated === undefined || event.accommodated === accommodated);
    for (const deadline = Date.now() + timeoutMs; ; ) {
      const all = (await this.events()).slice(from);
      const found = all.find(fits);
      if (found) return found;
      if (Date.now() > deadline) {
        const others = all.map((event) => `${event.type} (${event.cause})`).join(', ') || 'nothing';
        throw new Error(`The backend received no ${type}${cause ? ` with the cause ${cause}` : ''}, but ${others}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  /** Waits until something holds. */
  async until(what: string, holds: () => Promise<boolean> | boolean, timeoutMs = 8_000): Promise<void> {
    for (const deadline = Date.now() + timeoutMs; !(await holds()); ) {
      if (Date.now() > deadline) throw new Error(`Not so after ${timeoutMs / 1000} s: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
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
