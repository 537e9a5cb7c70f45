import type { PageWords } from '../src/browser/content-client.ts';
import { currentWords, onLanguage } from '../src/browser/language.ts';
import type { Attempt } from './attempt.ts';
import { orderPage } from './page-scripts.ts';

/** What the scripts in the exam's page write there, in the candidate's language. */
export async function pageWords(): Promise<PageWords> {
  const words = await currentWords();
  return {
    language: words.language,
    direction: words.direction,
    title: words.text('overlayTitle'),
    move: words.text('overlayMove'),
    moveLabel: words.text('overlayMoveLabel'),
    minimise: words.text('overlayMinimise'),
    resize: words.text('overlayResize'),
    corners: {
      upperLeft: words.text('overlayUpperLeft'),
      upperRight: words.text('overlayUpperRight'),
      lowerLeft: words.text('overlayLowerLeft'),
      lowerRight: words.text('overlayLowerRight'),
    },
    gone: words.text('unguarded'),
    hide: words.text('close'),
  };
}

/** When another language is chosen, what is drawn into the exam's page follows. Call in the first tick. */
export function watchLanguage(attempt: Attempt): void {
  const tell = async () => {
    const { examTab } = await attempt.state();
    if (examTab) await orderPage(examTab.tabId, { type: 'words', words: await pageWords() });
  };
  onLanguage(() => void tell().catch((error: unknown) => console.error('The exam page keeps its language', error)));
}
