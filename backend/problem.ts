import type { Problem, ProblemName } from '../src/protocol/api.ts';

const kinds: Record<ProblemName, { readonly status: number; readonly title: string }> = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'Not allowed' },
  'launch-invalid': { status: 401, title: 'This launch is not valid' },
  'launch-expired': { status: 401, title: 'This launch has expired' },
  'launch-in-use': { status: 409, title: 'This launch belongs to another device' },
  'code-wrong': { status: 403, title: 'This code is not right' },
  'code-used-up': { status: 410, title: 'This code is used up' },
  'attempt-over': { status: 409, title: 'This attempt is over' },
  'upload-over': { status: 410, title: 'The time for uploads is over' },
  'policy-refused': { status: 422, title: 'The exam policy is refused' },
  'not-found': { status: 404, title: 'Not found' },
  'too-large': { status: 413, title: 'Too large' },
  'digest-missing': { status: 400, title: 'The digest is missing' },
  'digest-mismatch': { status: 422, title: 'The digest does not match' },
  'part-conflict': { status: 409, title: 'Another part is stored here' },
  'journal-gap': { status: 409, title: 'Journal entries are missing' },
  'journal-conflict': { status: 409, title: 'The journal does not continue what is stored' },
  incomplete: { status: 409, title: 'Not everything has arrived' },
  encrypted: { status: 409, title: 'This recording is encrypted' },
  busy: { status: 503, title: 'Busy' },
  internal: { status: 500, title: 'Something went wrong here' },
};

type Members = Partial<Pick<Problem, 'expected' | 'missing' | 'faults'>>;

interface Extras {
  /** Further members of the problem document. */
  readonly members?: Members;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A status other than the usual one of this kind. */
  readonly status?: number;
}

/** A refusal that the caller is told about. Thrown anywhere below a route; answered as RFC 9457 problem+json. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: ProblemName;
  readonly status: number;
  readonly members: Members;
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what is wrong and what to do, in words for the person who meets it */
  constructor(kind: ProblemName, detail: string, extras: Extras = {}) {
    super(detail);
    this.kind = kind;
    this.status = extras.status ?? kinds[kind].status;
    this.members = extras.members ?? {};
    this.headers = extras.headers ?? {};
  }
}

/**
 * The document of a refusal.
 * @param origin of this backend; problem types are addresses below it
 */
export function problemDocument(refusal: Refusal, origin: string): Problem {
  return {
    type: `${origin}/problems/${refusal.kind}`,
    title: kinds[refusal.kind].title,
    status: refusal.status,
    detail: refusal.message,
    ...refusal.members,
  };
}

/** The answer for a refusal. */
export function problemResponse(refusal: Refusal, origin: string): Response {
  return new Response(JSON.stringify(problemDocument(refusal, origin)), {
    status: refusal.status,
    headers: { ...refusal.headers, 'Content-Type': 'application/problem+json' },
  });
}
