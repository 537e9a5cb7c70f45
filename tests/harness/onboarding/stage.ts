import type { Page } from 'puppeteer';
import { Candidate, type Step, words } from '../candidate.ts';
import { recorderPage } from '../recorder-page.ts';
import type { World } from '../world.ts';
import { stageMedia } from './stage-media.ts';
import { stageWorker } from './stage-worker.ts';
import type { Staged } from './staged.ts';

const key = 'vigil-stage';
const patience = 20_000;

/** A candidate's start page on which everything can be staged that may happen to it. */
export class Stage {
  readonly world: World;
  readonly candidate: Candidate;
  #page: Page | undefined;

  constructor(world: World) {
    this.world = world;
    this.candidate = new Candidate(world);
  }

  /** The start page. @throws Error before it was opened */
  get page(): Page {
    if (!this.#page) throw new Error('The start page is not open');
    return this.#page;
  }

  /** The document that records. */
  recorder(): Promise<Page> {
    return recorderPage(this.world.browser);
  }

  /** Makes a page the start page that is staged from here on. */
  async use(page: Page): Promise<void> {
    await page.bringToFront();
    await page.evaluateOnNewDocument(stageWorker, key);
    await page.evaluateOnNewDocument(stageMedia, key);
    this.#page = page;
  }

  /** Takes another page for the start page, as it is. */
  async adopt(page: Page): Promise<void> {
    this.#page = page;
    await page.bringToFront();
  }

  /** Stages this and nothing else, from the next opening or answer on. */
  async set(staged: Staged): Promise<void> {
    const keep = (name: string, value: string) => sessionStorage.setItem(name, value);
    await this.page.evaluate(keep, key, JSON.stringify(staged));
  }

  /** The same, and the page loaded anew with it. */
  async begin(staged: Staged, expected?: string | RegExp): Promise<void> {
    await this.set(staged);
    await this.page.reload();
    if (expected !== undefined) await words(this.page, expected);
  }

  /** Does what there is to do until a step, with nothing staged. */
  async goTo(step: Step): Promise<void> {
    await this.begin({}, /./);
    await this.candidate.goTo(step);
  }

  /** Waits until the step says this of what is amiss; empty: nothing. */
  async finding(title: string): Promise<void> {
    const shown = (expected: string) => {
      const finding = document.querySelector('.finding');
      const button = document.querySelector('main button.primary');
      return expected ? finding?.querySelector('h2')?.textContent === expected : !finding && button !== null;
    };
    await this.page.waitForFunction(shown, { timeout: patience, polling: 100 }, title);
  }

  words(expected: string | RegExp): Promise<string> {
    return words(this.page, expected);
  }
}

/** Something that the start page can show. */
export interface OnboardingState {
  /** Unique, in kebab-case; it begins with its step. */
  readonly name: string;
  /** What is seen, for people. */
  readonly caption: string;
  /** Which causes it shows, as the coverage calls them. */
  readonly causes?: readonly string[];
  /** What is to be seen stands at the end of a long page. */
  readonly isAtEnd?: true;
  /** Brings the page into it, from the state before. */
  readonly enter: (stage: Stage) => Promise<void>;
}
