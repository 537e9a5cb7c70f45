import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Candidate } from './attempt-book.ts';

const cookie = 'northfield_candidate';

/** Who sits at which browser, in memory: a name for each cookie. */
export class Candidates {
  readonly #byId = new Map<string, Candidate>();

  signIn(context: Context, name: string): Candidate {
    const candidate = { id: crypto.randomUUID(), name };
    this.#byId.set(candidate.id, candidate);
    setCookie(context, cookie, candidate.id, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 86_400 });
    return candidate;
  }

  signOut(context: Context): void {
    deleteCookie(context, cookie, { path: '/' });
  }

  of(context: Context): Candidate | undefined {
    return this.#byId.get(getCookie(context, cookie) ?? '');
  }
}
