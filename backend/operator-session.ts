import type { CookieOptions } from 'hono/utils/cookie';
import { randomSecret, secretHash } from './secrets.ts';
import type { Services } from './services.ts';

/** How long an operator stays signed in, in seconds. */
const lifetime = 12 * 60 * 60;

/** The cookie that stands for the operator key. Over https its name ties it to this host and to secure connections. */
export function operatorCookie(origin: string): { name: string; options: CookieOptions } {
  const secure = origin.startsWith('https:');
  return {
    name: secure ? '__Host-vigil-operator' : 'vigil-operator',
    options: { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: lifetime },
  };
}

/** Signs an operator in. @returns the cookie's value, which is stored nowhere */
export async function createOperatorSession(services: Services): Promise<string> {
  const token = randomSecret();
  const now = services.now();
  await services.db.deleteFrom('operator_sessions').where('expires_at', '<=', now.toISOString()).execute();
  const expires_at = new Date(now.getTime() + lifetime * 1000).toISOString();
  await services.db
    .insertInto('operator_sessions')
    .values({ hash: hashOf(services, token), expires_at })
    .execute();
  return token;
}

/** Whether a cookie's value was given out, and neither expired nor was given back. */
export async function findOperatorSession(services: Services, token: string): Promise<boolean> {
  const row = await services.db
    .selectFrom('operator_sessions')
    .select('hash')
    .where('hash', '=', hashOf(services, token))
    .where('expires_at', '>', services.now().toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/** Makes a cookie's value worthless. */
export async function deleteOperatorSession(services: Services, token: string): Promise<void> {
  await services.db.deleteFrom('operator_sessions').where('hash', '=', hashOf(services, token)).execute();
}

/** The operator key is part of the hash: changing the key signs everybody out. */
function hashOf({ operatorKey }: Services, token: string): string {
  return secretHash(`${operatorKey}.${token}`);
}
