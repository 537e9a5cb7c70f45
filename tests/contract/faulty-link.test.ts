import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import type { LinkFault } from '../harness/link-fault.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, someBytes, type TestCandidate } from './test-candidate.ts';

let link: FaultyLink;
let backend: TestBackend;
let candidate: TestCandidate;
let segment = 0;
beforeAll(async () => {
  link = await FaultyLink.open(7);
  backend = await startTestBackend({ publicOrigin: link.origin });
  link.target = `http://127.0.0.1:${backend.port}`;
  candidate = await makeCandidate(backend);
});
afterAll(async () => {
  await link.close();
  await backend.remove();
});
beforeEach(() => {
  segment += 1;
});

interface Seen {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Sends this test's part by way of the link; null when no answer came back. */
async function send(): Promise<Seen | null> {
  const body = someBytes(20_000, segment);
  const path = pathTo('putPart', { session: candidate.grant.session, stream: 'camera', segment, part: 0 });
  const headers = {
    Authorization: `Bearer ${candidate.grant.token}`,
    'Content-Digest': contentDigest(await sha256Hex(body)),
  };
  try {
    const response = await fetch(`${link.origin}${path}`, { method: 'PUT', headers, body });
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1'); // a damaged byte is shown as one
    return { status: response.status, text, retryAfter: response.headers.get('Retry-After') };
  } catch {
    return null;
  }
}

const problem = (name: string) => expect.stringContaining(`/${name}"`);

test.each<[LinkFault, seen: object | null, backend: number | null]>([
  [{ kind: 'cut-before' }, null, null],
  [{ kind: 'cut-in-body' }, null, null],
  [{ kind: 'cut-before-answer' }, null, 201],
  [{ kind: 'cut-in-answer' }, null, 201],
  [{ kind: 'delay', ms: 50 }, { status: 201 }, 201],
  [{ kind: 'throttle', bytesPerSecond: 200_000 }, { status: 201 }, 201],
  [{ kind: 'hang', ms: 50 }, null, null],
  [{ kind: 'half-body' }, { status: 422, text: problem('digest-mismatch') }, 422],
  [{ kind: 'corrupt-body' }, { status: 422, text: problem('digest-mismatch') }, 422],
  [{ kind: 'half-answer' }, { status: 201, text: expect.not.stringContaining('}') }, 201],
  [{ kind: 'corrupt-answer' }, { status: 201 }, 201],
  [{ kind: 'server-error' }, { status: 500 }, null],
  [{ kind: 'busy', retryAfter: 3 }, { status: 429, retryAfter: '3' }, null],
  [{ kind: 'too-large' }, { status: 413 }, null],
  [{ kind: 'sign-in-page' }, { status: 200, text: expect.stringContaining('<h1>') }, null],
  [{ kind: 'wrong-digest' }, { status: 200, text: expect.stringContaining('"bytes":20000') }, null],
  [{ kind: 'empty-answer' }, { status: 200, text: '' }, null],
])(
  '$kind: what the sender sees, what the backend answers, and that sending again mends it',
  async (fault, seen, status) => {
    const happened = link.meet(fault);
    const shown = await send();
    if (seen === null) expect(shown).toBeNull();
    else expect(shown).toMatchObject(seen);
    expect(await happened).toBe(status);
    expect(await send()).toMatchObject({ status: status === 201 ? 200 : 201 });
  },
);

test('one bit of an answer is changed', async () => {
  const whole = await send();
  const happened = link.meet({ kind: 'corrupt-answer' });
  const shown = await send();
  await happened;
  const differing = [...(whole?.text ?? '')].filter((letter, at) => letter !== shown?.text[at]);
  expect(differing).toHaveLength(1);
});

test('a fault waits for a request that fits, and lets as many pass as it is told', async () => {
  const elsewhere = link.meet({ kind: 'cut-before' }, { path: /finish$/ });
  const third = link.meet({ kind: 'server-error' }, { skip: 2 });
  const statuses = [await send(), await send(), await send(), await send()].map((seen) => seen?.status);
  expect(statuses).toEqual([201, 200, 500, 200]);
  await third;
  link.calm();
  expect(await elsewhere).toBeNull();
  expect(await send()).toMatchObject({ status: 200 });
});

test('a fault may last', async () => {
  link.lasting = { kind: 'sign-in-page' };
  expect([await send(), await send()]).toMatchObject([{ status: 200 }, { status: 200 }]);
  link.calm();
  const status = link.passes();
  expect(await send()).toMatchObject({ status: 201 });
  expect(await status).toBe(201);
});

test('a link that is down refuses, and is the same link when it is up again', async () => {
  const { origin } = link;
  await link.down();
  expect(await send()).toBeNull();
  await link.up();
  expect(link.origin).toBe(origin);
  expect(await send()).toMatchObject({ status: 201 });
});

test('streams pass, and break with all other connections', async () => {
  const response = await fetch(`${link.origin}${pathTo('streamMessages', { session: candidate.grant.session })}`, {
    headers: { Authorization: `Bearer ${candidate.grant.token}` },
  });
  expect(response.headers.get('Content-Type')).toContain('text/event-stream');
  const reading = response.text();
  link.drop();
  await expect(reading).rejects.toThrow();
});

test('a link with a limit carries no more', async () => {
  link.bytesPerSecond = 40_000;
  const began = performance.now();
  expect(await send()).toMatchObject({ status: 201 });
  link.bytesPerSecond = undefined;
  expect(performance.now() - began).toBeGreaterThan(400);
});

test('the same seed damages the same bytes', async () => {
  const shown = async () => {
    const twin = await FaultyLink.open(3);
    twin.target = link.target;
    const cut = twin.meet({ kind: 'half-answer' }, { path: /health/ });
    const text = await (await fetch(`${twin.origin}/v1/health`)).text();
    await cut;
    await twin.close();
    return text.length;
  };
  expect(await shown()).toBe(await shown());
});
