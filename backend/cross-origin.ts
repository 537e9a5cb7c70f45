import type { MiddlewareHandler } from 'hono';
import { healthHeader } from '../src/protocol/api.ts';
import type { Env } from './services.ts';

/**
 * Lets pages of our extension, and of nobody else, call an endpoint from a browser.
 * @param extensionIds ids as the browser writes them: 32 letters from a to p
 */
export function allowExtensions(extensionIds: readonly string[]): MiddlewareHandler<Env> {
  const allowed = new Set(extensionIds.map((id) => `chrome-extension://${id}`));
  return async (context, next) => {
    const origin = context.req.header('origin');
    const known = origin !== undefined && allowed.has(origin);
    if (context.req.method === 'OPTIONS') return preflight(known ? origin : null);
    await next();
    context.res.headers.append('Vary', 'Origin');
    if (known) {
      context.res.headers.set('Access-Control-Allow-Origin', origin);
      context.res.headers.set('Timing-Allow-Origin', origin); // shows which HTTP is spoken, hence how much goes at once
      context.res.headers.set('Access-Control-Expose-Headers', `Retry-After, ${healthHeader}`);
    }
    return undefined;
  };
}

function preflight(origin: string | null): Response {
  const headers = new Headers({ Vary: 'Origin' });
  if (origin !== null) {
    headers.set('Access-Control-Allow-Origin', origin);
    headers.set('Access-Control-Allow-Methods', 'GET, POST, PUT');
    headers.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, Content-Digest, Last-Event-ID');
    headers.set('Access-Control-Max-Age', '7200');
  }
  return new Response(null, { status: 204, headers });
}
