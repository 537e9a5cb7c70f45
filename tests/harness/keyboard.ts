import type { Page } from 'puppeteer';

/** How often the tabulator key may be pressed until something is reached: more stops than any page of ours has. */
const mostStops = 60;

/** Goes to what the selector names with the tabulator key alone. @throws Error when that does not lead there */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const isThere = (wanted: string) => document.activeElement?.matches(wanted) ?? false;
  for (let stop = 0; stop < mostStops; stop++) {
    if (await page.evaluate(isThere, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tabulator key does not lead to ${selector}`);
}

/**
 * Presses a button by keyboard alone, once it can be used.
 * @param key what presses it: both must
 */
export async function pressByKey(page: Page, name: string, key: 'Enter' | 'Space'): Promise<void> {
  const isReady = (text: string) => {
    const named = [...document.querySelectorAll('button')].filter((node) => node.textContent?.trim() === text);
    const [button] = named.filter((node) => node.ariaDisabled !== 'true');
    for (const node of named) node.toggleAttribute('data-wanted', node === button);
    return button !== undefined;
  };
  await page.waitForFunction(isReady, { timeout: 20_000, polling: 100 }, name);
  await tabTo(page, '[data-wanted]');
  await page.keyboard.press(key);
}

type Key = Parameters<typeof pressByKey>[2];
/** The steps of a plain exam, by the headings that have the focus in them, with what is pressed there. */
const plainSteps: readonly (readonly [step: string, heading: string, button: string, key: Key])[] = [
  ['consent', 'What this exam asks of you', 'Agree and continue', 'Enter'],
  ['browser', 'Check this browser and computer', 'Go on in this browser', 'Space'],
  ['connection', 'Check your connection', 'Go on with this connection', 'Enter'],
  ['camera', 'Check your camera', 'Use this camera', 'Space'],
  ['microphone', 'Check your microphone', 'Use this microphone', 'Enter'],
  ['screen', 'Share your whole screen', 'Choose screen', 'Space'],
  ['introduction', 'Before you begin', 'I have read this', 'Enter'],
];

/** Waits until a heading has the focus: a step, or a stage of one, begins there. */
export async function headingHasFocus(page: Page, heading: string): Promise<void> {
  const has = (wanted: string) => document.activeElement?.textContent === wanted;
  await page.waitForFunction(has, { timeout: 20_000, polling: 100 }, heading);
}

/**
 * Goes from the consent to the start of a plain exam by keyboard alone; each step but the one on which the page was opened
 * begins with the focus on its heading.
 * @param look is called in each step, before anything is pressed there
 */
export async function goByKeys(page: Page, look: (step: string) => Promise<void>): Promise<void> {
  for (const [step, heading, button, key] of plainSteps) {
    if (step !== 'consent') await headingHasFocus(page, heading);
    await look(step);
    await pressByKey(page, button, key);
  }
  await headingHasFocus(page, 'Start the exam');
  await look('start');
}
