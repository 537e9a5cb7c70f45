import type { CDPSession } from 'puppeteer';
import { extensionId, serviceWorker } from '../../harness/browser.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

/** How many messages of each of the four kinds are sent: 10 000 in all. */
const ofEach = 2_500;
/** What the worker's memory may grow by, in bytes, after all of it and a garbage collection. */
const memoryMargin = 4_000_000;

/** In the page: what a script of it can throw at the extension. */
async function attackFromPage(extension: string, count: number): Promise<number> {
  const shapes: unknown[] = [
    null,
    42,
    'launch',
    [],
    { type: 'launch' },
    { type: 'launch', address: 7 },
    { type: 'launch', address: 'x'.repeat(100_000) },
    { type: 'leave' },
    { type: 'hello', top: true },
    { type: 'presence', focused: false, visible: false, fullScreen: false },
    { type: 'blocked', guard: 'clipboard', what: 'copy' },
    { to: 'offscreen', type: 'stop' },
    { to: 'management', type: 'switch', id: extension, on: false },
    { type: 'uploader.receipt', session: crypto.randomUUID(), receipt: 'a.b.c' },
    { __proto__: { type: 'ping' } },
  ];
  const names = ['vigil:main', 'vigil:off:', 'vigil:off:0-0-0-0', 'vigil:asks', 'vigil:again', 'vigil:other'];
  let answered = 0;
  for (let at = 0; at < count; at++) {
    const shape = shapes[at % shapes.length];
    window.postMessage({ shape, at, vigil: true, id: extension }, '*');
    document.dispatchEvent(new CustomEvent(names[at % names.length] ?? '', { detail: shape }));
    const sent = chrome.runtime.sendMessage(extension, shape).then(
      (answer: { ok?: boolean } | undefined) => {
        if (answer?.ok) answered += 1;
      },
      () => undefined,
    );
    if (at % 50 === 0) await sent;
  }
  return answered;
}

/** In the extension's own world of the page, as a renderer that the page has taken over could. */
const attackFromInside = `(async (count) => {
  const id = crypto.randomUUID();
  const shapes = [
    null, 42, 'view', [], {}, { type: 'view' }, { type: 'leave' }, { type: 'start' }, { type: 'dismiss' },
    { type: 'consent' }, { type: 'openLaunch', address: 'https://evil.example/launch#x' }, { type: 'chat', id, text: 'Hi' },
    { type: 'overlayMode', mode: 'cover' }, { type: 'backToFullScreen' }, { type: 'enterCode', code: 'AAAA-AAAA' },
    { type: 'blocked', guard: 'everything', what: 'x' }, { type: 'blocked', guard: 'print' },
    { type: 'presence', focused: 'yes', visible: 1, fullScreen: null }, { type: 'hello', top: 'x', extra: true },
    { type: 'uploader.receipt', session: id, receipt: 'a.b.c' }, { type: 'recorder.found', event: 'device.lost', cause: 'x', data: {} },
    { to: 'offscreen', type: 'stop' }, { to: 'offscreen', type: 'record', session: id }, { to: 'management', type: 'list' },
    { to: 'management', type: 'switch', id, on: false }, { type: 'x'.repeat(100000) },
    { type: 'input', counts: { forMs: 1000, letters: 3 } }, { type: 'input', counts: { forMs: 1000, text: 'abc' } },
  ];
  let answered = 0;
  for (let at = 0; at < count; at++) {
    const answer = await chrome.runtime.sendMessage(shapes[at % shapes.length]).catch(() => undefined);
    if (answer && answer.ok) answered += 1;
  }
  return answered;
})`;

/** The number of the extension's world in the page's main frame. */
async function extensionWorld(session: CDPSession): Promise<number> {
  let id: number | undefined;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extensionId}` && context.auxData?.type === 'isolated')
      id ??= context.id;
  });
  await session.send('Runtime.enable');
  if (id === undefined) throw new Error('The extension has no world in the page');
  return id;
}

async function memoryOf(worker: CDPSession): Promise<number> {
  await worker.send('HeapProfiler.collectGarbage');
  return (await worker.send('Runtime.getHeapUsage')).usedSize;
}

async function attack(exam: ExamUnderTest): Promise<void> {
  const worker = (await serviceWorker(exam.browser)).client;
  const errors: string[] = [];
  await worker.send('Runtime.enable');
  worker.on('Runtime.exceptionThrown', ({ exceptionDetails }) => errors.push(exceptionDetails.text));
  const before = await memoryOf(worker);
  const events = (await exam.events()).length;
  const fromPage = await exam.page.evaluate(attackFromPage, extensionId, ofEach);
  const session = await exam.page.createCDPSession();
  const contextId = await extensionWorld(session);
  const expression = `${attackFromInside}(${ofEach})`;
  const { result } = await session.send('Runtime.evaluate', {
    contextId,
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  const grownBy = (await memoryOf(worker)) - before;
  exam.figure('memory growth of the worker over 10 000 messages, kB', grownBy / 1000);
  const recorded = (await exam.events()).slice(events);
  const faults = [
    fromPage > 0 && `${fromPage} messages of the page were obeyed`,
    result.value !== 0 && `${result.value} messages from inside were obeyed`,
    errors.length > 0 && `uncaught: ${errors[0]}`,
    grownBy > memoryMargin && `the worker’s memory grew by ${grownBy} bytes`,
    recorded.length > 0 && `events were recorded: ${recorded.map(({ type }) => type).join(', ')}`,
    (await exam.attempt()).state !== 'running' && 'the attempt does not run any more',
  ].filter(Boolean);
  if (faults.length > 0) throw new Error(faults.join('; '));
}

/** A page that means harm to its candidate, or to Vigil. */
export const hostilePage: Setting = {
  key: 'hostile page',
  title: 'A hostile page',
  limits:
    'A page that has taken over its renderer can add events about its own candidate and say that the exam is not in front; it can end nothing, read nothing and switch nothing off outside its own process.',
  groups: [
    {
      level: 'everything locked',
      policy: ({ lockdown }) => {
        const all = { printing: true, clipboard: true, downloads: true, rightClick: true, newTabs: 'none' };
        Object.assign(lockdown, { ...all, closeTabs: true });
      },
      scenarios: [
        {
          id: 'messages',
          title:
            '10 000 messages: from the page by every way that a page has, and from inside the extension’s own world in it',
          outcome: 'prevented',
          repeatable: false,
          act: attack,
          check: async (exam) => {
            await exam.begin();
            await exam.page.evaluate(() => window.print());
            await exam.received({ type: 'print.blocked' });
          },
        },
      ],
    },
  ],
};
