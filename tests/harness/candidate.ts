import type { Browser, Frame, Page } from 'puppeteer';
import { extensionPage, pageAt } from './browser.ts';

const patience = 20_000;

/** What a candidate needs of a world: the exam platform's address and a browser. */
export interface CandidateWorld {
  readonly exam: string;
  readonly browser: Browser;
}

/** Plays a candidate through the demonstration exam platform, by what a person would see and press. */
export class Candidate {
  readonly #world: CandidateWorld;
  readonly name: string;

  constructor(world: CandidateWorld, name = 'Ada Lovelace') {
    this.#world = world;
    this.name = name;
  }

  get browser(): Browser {
    return this.#world.browser;
  }

  /** Signs in and presses 'Start exam' on the dashboard; answers the start page that Vigil opens. */
  async openExam(): Promise<Page> {
    const page = await this.signIn();
    await Promise.all([page.waitForNavigation(), page.click('#open-cell-biology')]);
    return this.startPage();
  }

  /** Signs in on the exam platform, and answers its dashboard. */
  async signIn(): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(this.#world.exam);
    if (await page.$('#name')) {
      await page.type('#name', this.name);
      await Promise.all([page.waitForNavigation(), page.click('#sign-in')]);
    }
    return page;
  }

  /** Vigil's start page, in front. */
  async startPage(): Promise<Page> {
    const page = await extensionPage(this.browser, 'onboarding');
    await page.bringToFront();
    return page;
  }

  /** Presses the button of each step that is open, until the one named, which is left open. */
  async goTo(step: Step, between: (done: Step) => Promise<void> = async () => undefined): Promise<Page> {
    const page = await this.startPage();
    await passSteps(page, step, between);
    return page;
  }

  /** Goes through all steps and starts; answers the exam's page with its overlay drawn. */
  async start(between?: (done: Step) => Promise<void>): Promise<Page> {
    const page = await this.goTo('start', between);
    await press(page, await openStep(page).then(({ button }) => button));
    return this.examPage();
  }

  /** The exam's page, once the overlay is in it. */
  async examPage(): Promise<Page> {
    const page = await pageAt(this.browser, /\/exams\/[\w-]+\/(start|take)/);
    await overlayOf(page);
    return page;
  }

  /** Answers the questions page by page and stands before 'Submit exam'. */
  async work(page: Page): Promise<void> {
    await press(page, /^(Begin|Continue)$/, true);
    for (let at = 0; at < 3; at++) {
      await page.waitForSelector('#answers');
      const choice = await page.$('#answers input[type=radio]');
      await choice?.click();
      for (const field of await page.$$('#answers input[type=text], #answers textarea'))
        await field.type('The mitochondria');
      await Promise.all([page.waitForNavigation(), page.click('#next')]);
    }
  }

  /** Submits the exam, and answers Vigil's finish page. */
  async submit(page: Page): Promise<Page> {
    await page.click('#submit');
    await Promise.all([page.waitForNavigation(), page.click('#confirm-submit')]);
    return this.finishPage();
  }

  /** Vigil's finish page. */
  async finishPage(): Promise<Page> {
    return extensionPage(this.browser, 'finish');
  }
}

const steps = [
  { name: 'consent', button: 'Agree and continue' },
  { name: 'browser', button: 'Go on in this browser' },
  { name: 'connection', button: 'Go on with this connection' },
  { name: 'camera', button: 'Use this camera' },
  { name: 'microphone', button: 'Use this microphone' },
  { name: 'screen', button: 'Choose screen' },
  { name: 'identity', button: 'Take the photo of the document' },
  { name: 'identity', button: 'Continue with this photo' },
  { name: 'identity', button: 'Take the photo of your face' },
  { name: 'identity', button: 'Use these photos' },
  { name: 'desk-scan', button: 'Start the film' },
  { name: 'desk-scan', button: 'Stop the film' },
  { name: 'desk-scan', button: 'Use this film' },
  { name: 'agreement', button: 'Sign and go on' },
  { name: 'introduction', button: 'I have read this' },
  { name: 'start', button: 'Start exam' },
  { name: 'start', button: 'Go on with the exam' },
] as const;
export type Step = (typeof steps)[number]['name'];

/** Presses a button by the name that a screen reader would say. */
export async function press(page: Page | Frame, name: string | RegExp, navigates = false): Promise<void> {
  const selector = typeof name === 'string' ? `::-p-aria([name="${name}"][role="button"])` : '#begin';
  // A person waits for a button that cannot be pressed yet.
  const isReady = (element: Element) => element.getAttribute('aria-disabled') !== 'true';
  const click = page.locator(selector).filter(isReady).setTimeout(patience).click();
  await (navigates && 'waitForNavigation' in page ? Promise.all([page.waitForNavigation(), click]) : click);
}

/** Presses 'Try now' on the finish page, unless Vigil has tried by itself meanwhile and has sent everything. */
export async function sendNow(page: Page): Promise<void> {
  const pressed = () => {
    const button = [...document.querySelectorAll('button')].find((node) => node.textContent?.trim() === 'Try now');
    button?.click();
    return button !== undefined || document.body.innerText.includes('All done');
  };
  await page.waitForFunction(pressed, { timeout: patience, polling: 100 });
}

/** The step that the start page shows, once it shows one. */
export async function openStep(page: Page): Promise<(typeof steps)[number]> {
  const shown = (buttons: string[]) => {
    const texts = [...document.querySelectorAll('button')].map((node) => node.textContent?.trim() ?? '');
    return buttons.find((button) => texts.includes(button));
  };
  const handle = await page.waitForFunction(
    shown,
    { timeout: patience, polling: 100 },
    steps.map(({ button }) => button),
  );
  const button = await handle.jsonValue();
  const step = steps.find((known) => known.button === button);
  if (!step) throw new Error('The start page shows no step');
  return step;
}

/** Presses the button of each step that a start page shows, until the one named, which is left open. */
export async function passSteps(
  page: Page,
  step: Step,
  between: (done: Step) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let open = await openStep(page); open.name !== step; open = await openStep(page)) {
    await pressReady(page, open.button);
    await stepIsOver(page, open.button);
    await between(open.name);
  }
}

/** Presses a button once it can be used: what its step checks by itself is checked. */
export async function pressReady(page: Page, button: string): Promise<void> {
  await isReady(page, button);
  await press(page, button);
}

/** Waits until a button can be used. */
export async function isReady(page: Page, button: string): Promise<void> {
  const ready = (text: string) =>
    [...document.querySelectorAll('button:not([aria-disabled])')].some((node) => node.textContent?.trim() === text);
  await page.waitForFunction(ready, { timeout: patience, polling: 100 }, button);
}

/** Waits until a step's button is gone: the next step is shown. */
export async function stepIsOver(page: Page, button: string): Promise<void> {
  const gone = (text: string) =>
    ![...document.querySelectorAll('button')].some((node) => node.textContent?.trim() === text);
  await page.waitForFunction(gone, { timeout: patience, polling: 100 }, button);
}

/** Waits for words on a page. */
export async function words(page: Page | Frame, expected: string | RegExp, timeout = patience): Promise<string> {
  const source = typeof expected === 'string' ? expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : expected.source;
  const found = (pattern: string) => new RegExp(pattern).test(document.body.innerText);
  await page.waitForFunction(found, { timeout, polling: 100 }, source);
  return page.evaluate(() => document.body.innerText);
}

/** Our own page in the exam's page. */
export async function overlayOf(page: Page): Promise<Frame> {
  return page.waitForFrame((frame) => frame.url().includes('/extension/overlay/'), { timeout: patience });
}
