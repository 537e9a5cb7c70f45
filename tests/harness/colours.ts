import type { CDPSession, Frame, Page } from 'puppeteer';

/** What a person has chosen for all pages, such as dark colours. */
export type Choice = readonly { readonly name: string; readonly value: string }[];

export const choices = {
  light: [{ name: 'prefers-color-scheme', value: 'light' }],
  dark: [{ name: 'prefers-color-scheme', value: 'dark' }],
  forced: [{ name: 'forced-colors', value: 'active' }],
} as const satisfies Record<string, Choice>;

/**
 * Makes the choice for a page and one of its frames, which are as before when it is done with an empty one.
 * @param shown the frame, or the page itself
 */
export async function choose(page: Page, shown: Page | Frame, choice: Choice): Promise<void> {
  // A frame of another process hears of colour schemes by itself, and of forced colours only by its own session.
  // One of the same process must not be told twice: what one session switches off another would keep.
  const ownOf = (frame: Page | Frame) => (frame as unknown as { readonly client: CDPSession }).client;
  const whole = ownOf(page.mainFrame());
  const own = shown === page || ownOf(shown) === whole ? null : ownOf(shown);
  const features = [...choice];
  await whole.send('Emulation.setEmulatedMedia', { features });
  await own?.send('Emulation.setEmulatedMedia', { features });
}
