import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** What can happen to one request on its way, and what each name means in words. */
export const linkFaults = {
  'cut-before': 'the connection breaks before the backend hears anything',
  'cut-in-body': 'the connection breaks in the middle of the body',
  'cut-before-answer': 'the backend has done it, and the connection breaks before its answer',
  'cut-in-answer': 'the connection breaks in the middle of the answer',
  delay: 'the request is late',
  throttle: 'the link is slow',
  hang: 'nothing comes back until the connection breaks, one time in three only when the browser gives up',
  'half-body': 'half a body arrives, with nothing to show that it is half',
  'corrupt-body': 'one bit of the body is changed',
  'half-answer': 'half an answer arrives, with nothing to show that it is half',
  'corrupt-answer': 'one bit of the answer is changed',
  'server-error': 'an error page with status 500',
  busy: 'status 429 with Retry-After',
  'too-large': 'status 413',
  'sign-in-page': "a network's sign-in page with status 200",
  'wrong-digest': 'the backend claims to hold something else',
  'empty-answer': 'status 200 with nothing in it',
} as const;
export type LinkFaultKind = keyof typeof linkFaults;

/** A fault with its measure, where it has one. */
export type LinkFault =
  | { readonly kind: Exclude<LinkFaultKind, 'delay' | 'throttle' | 'hang' | 'busy'> }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  /** Until the other side gives up; the connection breaks after `ms`, for tests with less patience than a browser. */
  | { readonly kind: 'hang'; readonly ms: number }
  | { readonly kind: 'busy'; readonly retryAfter: number };

interface Instead {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

const page = (words: string) =>
  `<!doctype html><title>${words}</title><h1>${words}</h1><form><input name="room"></form>`;

/** What comes back in place of the backend's answer; undefined for faults that let the backend answer. */
export function answersInstead(fault: LinkFault, request: IncomingMessage, body: Buffer): Instead | undefined {
  const html = (status: number, words: string, headers: OutgoingHttpHeaders = {}) => ({
    status,
    headers: { ...readable(request), 'Content-Type': 'text/html', ...headers },
    body: page(words),
  });
  switch (fault.kind) {
    case 'server-error':
      return html(500, 'Oops');
    case 'busy':
      return html(429, 'Slow down', { 'Retry-After': fault.retryAfter });
    case 'too-large':
      return html(413, 'Too large');
    case 'sign-in-page':
      return html(200, 'Welcome to the hotel');
    case 'empty-answer':
      return { status: 200, headers: readable(request), body: '' };
    case 'wrong-digest':
      return {
        status: 200,
        headers: { ...readable(request), 'Content-Type': 'application/json' },
        body: lie(request, body),
      };
    default:
      return undefined;
  }
}

/** Without access to the backend's site a browser would show its extension nothing of such an answer. */
function readable({ headers }: IncomingMessage): OutgoingHttpHeaders {
  return { 'Access-Control-Allow-Origin': headers.origin ?? '*', 'Access-Control-Expose-Headers': 'Retry-After' };
}

/** An answer in the protocol's form that is not true: another digest, a journal that holds nothing. */
function lie({ url = '' }: IncomingMessage, body: Buffer): string {
  const [stream, segment, part] = url.split('/').slice(-3);
  if (!url.includes('/parts/')) return JSON.stringify({ next: 0, receipt: 'bm90.YQ.cmVjZWlwdA' });
  const sha256 = '0123456789abcdef'.repeat(4);
  return JSON.stringify({ stream, segment: Number(segment), part: Number(part), bytes: body.length, sha256 });
}
