import type { Saying } from '../words/saying.ts';
import { said } from './text.ts';

/** What an error or the worker says. Somebody else's words may be in a language of another direction than the page's. */
export function Said({ saying }: { readonly saying: Saying }) {
  return <p dir={typeof saying === 'string' ? 'auto' : undefined}>{said(saying)}</p>;
}
