import { signal } from '@preact/signals';
import { watchStatus, watchView } from '../browser/page-client.ts';
import type { SessionView } from '../session/view.ts';
import { type Saying, sayingOf } from '../words/saying.ts';

/** The session as the service worker tells it; null until it has told it once. */
export const view = signal<SessionView | null>(null);

/** Why there is no view; empty while all is well. */
export const silence = signal<Saying>('');

/** Keeps `view` at the truth for as long as the page is open. */
export async function followSession(): Promise<void> {
  watchStatus((status) => {
    if (view.value) view.value = { ...view.value, ...status, isRecorderKnown: true };
  });
  try {
    await watchView((next) => {
      view.value = next;
      silence.value = '';
    });
  } catch (error) {
    if (!view.value) silence.value = sayingOf(error);
  }
}
