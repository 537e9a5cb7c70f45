import { getCookie } from 'hono/cookie';
import { findOperatorSession, operatorCookie } from './operator-session.ts';
import { Refusal } from './problem.ts';
import { sameSecret, secretHash } from './secrets.ts';
import type { RequestContext, Services } from './services.ts';
import { findSessionByToken, type SessionCaller } from './store/sessions.ts';

/**
 * The session that calls, if its token is for just this session.
 * @throws Refusal `unauthorized`
 */
export async function sessionCaller(
  services: Services,
  context: RequestContext,
  session: string,
): Promise<SessionCaller> {
  const token = bearer(context);
  const caller = token === null ? undefined : await findSessionByToken(services.db, secretHash(token));
  if (caller?.id === session) return caller;
  throw unauthorized("This session's token is missing or wrong. Open the launch again from the exam page.");
}

/** @throws Refusal `unauthorized` unless an exam platform, or an operator in its place, calls */
export async function requirePlatform(services: Services, context: RequestContext): Promise<void> {
  const token = bearer(context);
  if (token !== null && sameSecret(token, services.platformKey)) return;
  if (await isOperator(services, context)) return;
  throw unauthorized("Send the exam platform's key: Authorization: Bearer KEY.");
}

/** @throws Refusal `unauthorized` unless an operator of the console calls */
export async function requireOperator(services: Services, context: RequestContext): Promise<void> {
  if (await isOperator(services, context)) return;
  throw unauthorized('Sign in to the console with the operator key.');
}

async function isOperator(services: Services, context: RequestContext): Promise<boolean> {
  const token = bearer(context);
  if (token !== null) return sameSecret(token, services.operatorKey);
  const cookie = getCookie(context, operatorCookie(services.origin).name);
  if (cookie === undefined || !fromOurPages(services, context)) return false;
  return findOperatorSession(services, cookie);
}

/**
 * Whether the browser sent this from the console. SameSite alone is not enough: another port of this host is the same
 * site.
 * Browsers leave `Sec-Fetch-Site` out on plain http to other hosts; `Origin` stands in then.
 */
function fromOurPages(services: Services, context: RequestContext): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = context.req.header('origin');
  return origin === undefined || origin === services.origin || origin === new URL(context.req.url).origin;
}

function bearer(context: RequestContext): string | null {
  return context.req.header('authorization')?.match(/^Bearer (\S{1,500})$/i)?.[1] ?? null;
}

function unauthorized(detail: string): Refusal {
  return new Refusal('unauthorized', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}
