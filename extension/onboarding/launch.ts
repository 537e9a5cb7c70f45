import { signal } from '@preact/signals';
import { send } from '../../src/browser/page-client.ts';
import { type Saying, sayingOf } from '../../src/words/saying.ts';

/** How the launch fares that this page was opened for. */
export const launch = signal<
  { readonly state: 'none' | 'opening' | 'opened' } | { readonly state: 'failed'; readonly why: Saying }
>({
  state: 'none',
});

const kept = 'launch-address';

/** Opens the launch that the page's address names, once: a reload draws the session that came of it. */
export function openFromQuery(): void {
  const address = new URLSearchParams(location.search).get('launch');
  if (address === null) return;
  history.replaceState(null, '', location.pathname);
  sessionStorage.setItem(kept, address);
  openAgain();
}

/** Whether there is a launch that can be tried again. */
export function canOpenAgain(): boolean {
  return sessionStorage.getItem(kept) !== null;
}

/** Opens the launch of this page, again if it was refused before. */
export function openAgain(): void {
  const address = sessionStorage.getItem(kept);
  if (address === null || launch.value.state === 'opening') return;
  launch.value = { state: 'opening' };
  send({ type: 'openLaunch', address }).then(
    () => {
      launch.value = { state: 'opened' };
    },
    (error: unknown) => {
      launch.value = { state: 'failed', why: sayingOf(error) };
    },
  );
}
