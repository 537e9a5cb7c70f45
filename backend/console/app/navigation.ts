import { signal } from '@preact/signals';
import { parseRoute, type Route, routeTo } from './route.ts';

/** The page that is open now. */
export const route = signal<Route>(parseRoute(location.hash));
addEventListener('hashchange', () => {
  route.value = parseRoute(location.hash);
});

/** Opens a page, as a link to it would. */
export function open(target: Route): void {
  location.hash = routeTo(target);
}

/**
 * Takes an operator key out of the address (`#key=…`), so that it stays neither in sight nor in the history.
 * Returns null when there is none.
 */
export function takeKey(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key === null) return null;
  history.replaceState(null, '', routeTo({ page: 'attempts' }));
  route.value = { page: 'attempts' };
  return key;
}
