import { getCookie, setCookie } from 'hono/cookie';
import type { Handler } from '../endpoint-call.ts';
import { createOperatorSession, deleteOperatorSession, operatorCookie } from '../operator-session.ts';
import { Refusal } from '../problem.ts';
import { sameSecret } from '../secrets.ts';
import { version } from '../version.ts';

export const health: Handler<'health'> = async ({ now }) => ({ ok: true, version, serverTime: now().toISOString() });

export const keys: Handler<'keys'> = async ({ signingKey }) => ({ keys: [...signingKey.keySet.keys] });

export const operatorLogin: Handler<'operatorLogin'> = async (services, { context, body }) => {
  if (!sameSecret(body.key, services.operatorKey)) {
    throw new Refusal(
      'unauthorized',
      "This is not the operator key. It lies in the file operator.key in the backend's data folder.",
    );
  }
  const { name, options } = operatorCookie(services.origin);
  setCookie(context, name, await createOperatorSession(services), options);
  return context.body(null, 204);
};

export const operatorLogout: Handler<'operatorLogout'> = async (services, { context }) => {
  const { name, options } = operatorCookie(services.origin);
  const cookie = getCookie(context, name);
  if (cookie !== undefined) await deleteOperatorSession(services, cookie);
  setCookie(context, name, '', { ...options, maxAge: 0 });
  return context.body(null, 204);
};
