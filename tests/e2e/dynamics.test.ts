import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Policy } from '../../src/policy/schema.ts';
import { inputCounts } from '../../src/protocol/input-counts.ts';
import type { Bench } from '../lockdown/bench.ts';
import { ExamUnderTest } from '../lockdown/exam-under-test.ts';
import { withBench } from '../lockdown/open-bench.ts';

let bench: Bench;
let endBench: () => void;
let benchEnded: Promise<void>;
beforeAll(async () => {
  const { promise: end, resolve } = Promise.withResolvers<void>();
  endBench = resolve;
  const ready = Promise.withResolvers<void>();
  const choice = { extension: 'dist/extension', platformKey: '', operatorKey: '', headful: false };
  benchEnded = withBench(choice, async (opened) => {
    bench = opened;
    ready.resolve();
    await end;
  });
  await ready.promise;
});
afterAll(async () => {
  endBench();
  await benchEnded;
});

const text = 'Zebra quartz 42!';

/**
 * Takes an exam, types and visits pages, submits; answers what the backend then holds and what ran in the browser.
 * @param visits how many pages are noted: the last one stays in front until it is
 */
async function take(change: (policy: Policy) => void, visits: number) {
  const exam = new ExamUnderTest(bench, { policy: change });
  try {
    await exam.start();
    const { page, site } = exam;
    const scripts = await exam.inWorker(() =>
      chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ id, matches }) => ({ id, matches }))),
    );
    const tabs = await exam.inWorker(() => chrome.permissions.contains({ permissions: ['tabs'] }));
    await page.focus('#notes');
    await page.keyboard.type(text, { delay: 30 });
    await page.mouse.move(300, 300, { steps: 5 });
    await page.mouse.click(300, 320);
    await page.goto(`${site.origin}/take/2?answer=secret#secret`);
    await exam.overlay();
    await page.evaluate(() => history.pushState(null, '', '/take/3'));
    const other = await exam.browser.newPage();
    await other.goto(`${site.elsewhere}/wiki?search=secret`);
    await other.close();
    await page.bringToFront();
    const noted = async () => (await exam.events()).filter(({ type }) => type === 'page.visited').length;
    await exam.until('all pages are noted', async () => (await noted()) >= visits);
    await exam.submit();
    const attempt = await exam.attempt();
    const events = await exam.events();
    return { scripts, tabs, site, events, record: JSON.stringify(attempt) };
  } finally {
    await exam.close();
  }
}

test('typing is counted and pages are noted, where the policy asks: no character, no query', async () => {
  const { scripts, tabs, site, events, record } = await take(({ recording }) => {
    Object.assign(recording, { input: true, webTraffic: true });
  }, 5);
  expect(tabs).toBe(true);
  expect(scripts.find(({ id }) => id === 'input')?.matches).toEqual([`${site.origin}/*`]);

  const [counts] = events.filter(({ type }) => type === 'input.summary');
  expect(v.is(inputCounts, counts?.data)).toBe(true);
  expect(counts).toMatchObject({
    severity: 0,
    cause: '',
    data: { letters: 11, spaces: 2, digits: 2, punctuation: 1, clicks: 1 },
  });
  expect(counts?.data.movedPx).toBeGreaterThan(0);

  const pages = events.filter(({ type }) => type === 'page.visited');
  expect(pages.map(({ cause, data }) => [cause, data])).toEqual([
    ['exam-tab', { host: new URL(site.origin).host, path: '/take/1' }],
    ['exam-tab', { host: new URL(site.origin).host, path: '/take/2' }],
    ['exam-tab', { host: new URL(site.origin).host, path: '/take/3' }],
    ['other-tab', { host: new URL(site.elsewhere).host, path: '/wiki' }],
    ['exam-tab', { host: new URL(site.origin).host, path: '/take/3' }],
  ]);
  for (const secret of ['Zebra', 'quartz', '42!', 'secret']) expect(record).not.toContain(secret);
});

test('where it does not ask, nothing is there that could count, and nothing is recorded', async () => {
  const { scripts, tabs, events } = await take(() => undefined, 0);
  expect(tabs).toBe(false);
  expect(scripts.map(({ id }) => id)).toContain('exam-page');
  expect(scripts.map(({ id }) => id)).not.toContain('input');
  const types = events.map(({ type }) => type);
  expect(types).toContain('session.submitted');
  expect(types.filter((type) => ['input.summary', 'page.visited'].includes(type))).toEqual([]);
});
