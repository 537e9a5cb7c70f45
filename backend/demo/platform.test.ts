import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { policyHash } from '../../src/policy/hash.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { attemptPost, schedulePost, templatePut } from '../../src/protocol/api.ts';
import { endpoints } from '../../src/protocol/endpoints.ts';
import { type Demo, startDemo } from './platform.ts';

const keys = { platform: 'platform-key', operator: 'operator-key' };
type State = 'created' | 'opened' | 'running' | 'ended' | 'complete';

/** A backend's platform side, kept in memory and checked against the contract's schemas. */
class PlatformBackend {
  readonly templates = new Map<string, unknown>();
  readonly schedules: v.InferOutput<typeof schedulePost>[] = [];
  readonly activated: string[] = [];
  readonly attempts = new Map<
    string,
    { state: State; reason: string | null; candidate: { id: string; name: string } }
  >();
  origin = '';
  #server: ReturnType<typeof serve> | undefined;

  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server = serve({ fetch: this.#routes().fetch, hostname: 'localhost', port }, (address) => {
        this.origin = `http://localhost:${address.port}`;
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server && 'closeAllConnections' in server) server.closeAllConnections();
    await new Promise<void>((resolve) => server?.close(() => resolve()));
  }

  set(state: State, reason: string | null = null): void {
    for (const attempt of this.attempts.values()) Object.assign(attempt, { state, reason });
  }

  #routes(): Hono {
    const app = new Hono();
    app.use(async (context, next) => {
      const operator = context.req.path.startsWith('/v1/templates');
      const bearer = `Bearer ${operator ? keys.operator : keys.platform}`;
      if (context.req.header('authorization') === bearer) return next();
      return context.json(
        { type: 'urn:vigil:problem:unauthorized', title: 'Refused', status: 401, detail: 'This key is not known.' },
        401,
      );
    });
    app.put(endpoints.putTemplate.path, async (context) => {
      const { name, policy } = v.parse(templatePut, await context.req.json());
      const id = context.req.param('template');
      this.templates.set(id, policy);
      const hash = await policyHash(parsePolicy(policy));
      return context.json({ id, name, policy, policyHash: hash, isDefault: false });
    });
    const schedule = async (id: string, active: boolean) => {
      const { title, examUrl, templateId } = this.schedules[0] ?? { title: '', examUrl: '', templateId: '' };
      const hash = active ? 'a'.repeat(64) : null;
      const at = active ? new Date().toISOString() : null;
      return { id, title, examUrl, templateId, state: active ? 'active' : 'draft', policyHash: hash, activatedAt: at };
    };
    app.post(endpoints.createSchedule.path, async (context) => {
      this.schedules.push(v.parse(schedulePost, await context.req.json()));
      return context.json(await schedule(crypto.randomUUID(), false), 201);
    });
    app.post(endpoints.activateSchedule.path, async (context) => {
      this.activated.push(context.req.param('schedule'));
      return context.json(await schedule(context.req.param('schedule'), true));
    });
    app.post(endpoints.createAttempt.path, async (context) => {
      const { candidate } = v.parse(attemptPost, await context.req.json());
      const attempt = crypto.randomUUID();
      this.attempts.set(attempt, { state: 'created', reason: null, candidate });
      const launchToken = 'aaa.bbb.ccc';
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const launchAddress = `${this.origin}/launch#${launchToken}`;
      return context.json({ attempt, launchToken, launchAddress, expiresAt }, 201);
    });
    app.get(endpoints.readAttempt.path, (context) => {
      const attempt = context.req.param('attempt');
      const known = this.attempts.get(attempt);
      if (!known) return context.json({}, 404);
      const now = new Date().toISOString();
      return context.json({
        ...known,
        attempt,
        schedule: crypto.randomUUID(),
        exam: 'Exam',
        createdAt: now,
        startedAt: now,
        endedAt: null,
        lastSeenAt: now,
        policyHash: 'a'.repeat(64),
        entries: 0,
        parts: 0,
        bytes: 0,
        unread: 0,
      });
    });
    return app;
  }
}

let backend: PlatformBackend;
let demo: Demo;
let cookie: string;

/** A browser of one candidate: sends the cookie and the origin, follows nothing. */
async function visit(path: string, form?: Record<string, string>): Promise<Response> {
  const response = await fetch(demo.origin + path, {
    redirect: 'manual',
    headers: { cookie, origin: demo.origin },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  return response;
}
const text = async (path: string) => (await visit(path)).text();
async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}
async function standing(): Promise<string | undefined> {
  const answer = await json<{ standing: Record<string, { words: string }> }>(await visit('/standing'));
  return answer.standing['cell-biology']?.words;
}

beforeEach(async () => {
  backend = new PlatformBackend();
  await backend.listen();
  cookie = '';
  const { platform: platformKey, operator: operatorKey } = keys;
  demo = await startDemo({ port: 0, backend: backend.origin, platformKey, operatorKey });
});
afterEach(async () => {
  await demo.close();
  await backend.close();
});

test('asks for a name first, and shows it escaped', async () => {
  expect(await text('/')).toContain('Your name');
  expect((await visit('/candidate', { name: ' ' })).status).toBe(422);
  expect((await visit('/candidate', { name: '<b>Ada</b>' })).status).toBe(303);
  const dashboard = await text('/');
  expect(dashboard).toContain('&lt;b&gt;Ada&lt;/b&gt;');
  expect(dashboard.match(/<\/svg>Proctored/g)).toHaveLength(2);
});

test('every page is strict about code, frames and devices', async () => {
  await visit('/candidate', { name: 'Ada' });
  for (const path of ['/', '/exams/cell-biology', '/exams/study-skills/start', '/nowhere']) {
    const { headers } = await visit(path);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self'/);
    expect(headers.get('permissions-policy')).toContain('camera=()');
    const page = await text(path);
    expect(page).not.toMatch(/<script>|<style|\sstyle=|\son\w+=/);
  }
});

test('a form sent from another site changes nothing', async () => {
  const response = await fetch(`${demo.origin}/candidate`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ name: 'Eve' }),
  });
  expect(response.status).toBe(403);
});

test('one template and one schedule serve every start, and each start its own attempt', async () => {
  await visit('/candidate', { name: 'Ada' });
  const first = await json<{ address: string }>(await visit('/exams/cell-biology/attempts', {}));
  const again = await json(await visit('/exams/cell-biology/attempts', {}));
  expect(first.address).toBe(`${backend.origin}/launch#aaa.bbb.ccc`);
  expect(again).toEqual(first);
  expect(backend.attempts.size).toBe(1);
  await visit('/exams/cell-biology/attempts?fresh', {});
  expect(backend.attempts.size).toBe(2);
  expect([...backend.attempts.values()][0]?.candidate.name).toBe('Ada');
  expect(backend.activated).toHaveLength(1);
  expect(backend.schedules).toEqual([
    {
      title: 'Cell biology: midterm',
      examUrl: `${demo.origin}/exams/cell-biology/start`,
      returnUrl: `${demo.origin}/`,
      templateId: 'northfield',
    },
  ]);
  expect(parsePolicy(backend.templates.get('northfield')).exam.take).toEqual([`${demo.origin}/exams/:exam/take/*`]);
});

test('a proctored exam opens only in a proctored session, and closes with it', async () => {
  await visit('/candidate', { name: 'Ada' });
  expect((await visit('/exams/cell-biology/start')).status).toBe(409);
  await visit('/exams/cell-biology/attempts', {});
  expect(await text('/exams/cell-biology/start')).toContain('This exam opens in Vigil');
  backend.set('running');
  expect(await text('/exams/cell-biology/start')).toContain('id="begin"');
  backend.set('complete', 'terminated');
  await expect.poll(standing, { timeout: 10_000 }).toBe('The session was ended before you submitted.');
  expect((await visit('/exams/cell-biology/take/1')).status).toBe(409);
});

test('answers survive pages, a lost backend and the way to the end', async () => {
  await visit('/candidate', { name: 'Ada' });
  await visit('/exams/cell-biology/attempts', {});
  backend.set('running');
  await visit('/exams/cell-biology/start');
  await backend.close();
  expect((await visit('/exams/cell-biology/take/begin', {})).headers.get('location')).toBe(
    '/exams/cell-biology/take/1',
  );
  const saved = await visit('/exams/cell-biology/take/1', { energy: '1', membrane: '2', go: 'next', unknown: 'x' });
  expect(saved.headers.get('location')).toBe('/exams/cell-biology/take/2');
  await visit('/exams/cell-biology/take/2', { osmosis: 'It "swells" & bursts', go: 'previous' });
  expect(await text('/exams/cell-biology/take/1')).toMatch(/name="energy" value="1" checked/);
  expect(await text('/exams/cell-biology/take/2')).toContain('It &quot;swells&quot; &amp; bursts');
  const last = await visit('/exams/cell-biology/take/3', { 'mitosis.0': '1', go: 'next' });
  expect(last.headers.get('location')).toBe('/exams/cell-biology/take/review');
  expect(await text('/exams/cell-biology/take/review')).toContain('2 of 5 questions not answered yet');
  const submission = await visit('/exams/cell-biology/take/submit', {});
  expect(submission.headers.get('location')).toBe('/exams/cell-biology/end');
  expect(await text('/exams/cell-biology/end')).toContain('4 answers');
  expect((await visit('/exams/cell-biology/take/1')).status).toBe(409);
});

test('the dashboard says when the recording has arrived', async () => {
  await visit('/candidate', { name: 'Ada' });
  expect(await standing()).toBe('Not started');
  await visit('/exams/cell-biology/attempts', {});
  expect(await standing()).toBe('Waiting for Vigil');
  backend.set('running');
  await visit('/exams/cell-biology/start');
  expect(await standing()).toBe('In progress');
  await visit('/exams/cell-biology/take/submit', {});
  expect(await standing()).toBe('Submitted, recording on its way');
  backend.set('complete', 'submitted');
  await expect.poll(standing, { timeout: 10_000 }).toBe('Submitted, recording received');
});

test('an unproctored quiz just opens', async () => {
  await visit('/candidate', { name: 'Ada' });
  expect((await visit('/exams/study-skills')).headers.get('location')).toBe('/exams/study-skills/start');
  expect(await text('/exams/study-skills/start')).toContain('id="begin"');
  await visit('/exams/study-skills/take/1', { spacing: '1', go: 'next' });
  await visit('/exams/study-skills/take/submit', {});
  expect(await text('/exams/study-skills/end')).not.toContain('Vigil now sends');
  expect(backend.attempts.size).toBe(0);
});

test('says which side failed when the backend is away or refuses', async () => {
  await visit('/candidate', { name: 'Ada' });
  const lines: string[] = [];
  const stranger = await startDemo({
    port: 0,
    backend: backend.origin,
    platformKey: 'wrong',
    log: (line) => lines.push(line),
  });
  const entered = await fetch(`${stranger.origin}/candidate`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: stranger.origin },
    body: new URLSearchParams({ name: 'Ada' }),
  });
  const refused = await fetch(`${stranger.origin}/exams/statistics/attempts`, {
    method: 'POST',
    headers: { origin: stranger.origin, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' },
  });
  expect(refused.status).toBe(502);
  expect(await refused.json()).toEqual({ error: expect.stringContaining('This key is not known.') });
  expect(lines).toHaveLength(1);
  await stranger.close();
  await backend.close();
  const away = await visit('/exams/cell-biology/attempts', {});
  expect(away.status).toBe(502);
  expect(await json(away)).toEqual({ error: expect.stringContaining('does not answer') });
});
