import { extensionPage, serviceWorker } from '../../harness/browser.ts';
import { press, words } from '../../harness/candidate.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

/** Answers the worker's next request to an address in the place of the backend. */
async function answerInstead(
  { browser }: ExamUnderTest,
  urlPattern: string,
  responseCode: number,
  body: string,
): Promise<void> {
  const { client } = await serviceWorker(browser);
  await client.send('Fetch.enable', { patterns: [{ urlPattern }] });
  const responseHeaders = [
    { name: 'Access-Control-Allow-Origin', value: '*' },
    { name: 'Access-Control-Allow-Headers', value: 'Authorization, Content-Type' },
  ];
  client.on('Fetch.requestPaused', async ({ requestId, request }) => {
    await client.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body: btoa(body) });
    if (request.method !== 'OPTIONS') await client.send('Fetch.disable');
  });
}

/** `lockdown.reEntry` */
export const reEntry: Setting = {
  key: 'lockdown.reEntry',
  title: 'Entering again after an interruption',
  limits: 'The minutes are counted by this machine’s clock; the backend’s own times show a clock that was set back.',
  groups: [
    {
      level: 'within 30 minutes',
      policy: ({ lockdown }) => {
        lockdown.reEntry = { allowed: 30 };
      },
      scenarios: [
        {
          id: 'allowed',
          title: 'The browser is killed: the exam goes on with one click, and the gap is recorded',
          outcome: 'allowed',
          ends: true,
          event: { type: 'record.gap', cause: 'crash' },
          act: async (exam) => {
            await exam.relaunch();
            await exam.resume();
          },
          check: (exam) => exam.received({ type: 'session.resumed' }),
        },
      ],
    },
    {
      level: 'with a code',
      policy: ({ lockdown }) => {
        lockdown.reEntry = 'code';
      },
      scenarios: [
        {
          id: 'code',
          title:
            'The browser is killed: a wrong code and a network’s sign-in page open nothing, the help desk’s code leads on',
          outcome: 'prevented',
          ends: true,
          event: { type: 'session.resumed' },
          act: async (exam) => {
            await exam.relaunch();
            const start = await exam.startPage();
            await start.locator('input').fill('AAAA-BBBB');
            await press(start, 'Go on with this code');
            await words(start, /help desk/);
            await answerInstead(exam, '*/re-entry', 200, '<h1>Welcome to the hotel</h1>');
            await press(start, 'Go on with this code');
            await words(start, /not a Vigil answer/);
            const issued = await exam.operator(`/v1/attempts/${exam.attemptId}/re-entry-codes`, { method: 'POST' });
            const { code } = (await issued.json()) as { code: string };
            await start.locator('input').fill(code.toLowerCase());
            await press(start, 'Go on with this code');
            await exam.resume();
          },
        },
      ],
    },
    {
      level: 'never',
      policy: ({ lockdown }) => {
        lockdown.reEntry = 'never';
      },
      scenarios: [
        {
          id: 'never',
          title: 'The browser is killed: the attempt has ended, and the reason is shown',
          outcome: 'prevented',
          ends: true,
          event: { type: 'session.terminated', cause: 'browser-restarted' },
          act: async (exam) => {
            await exam.relaunch();
            await words(await extensionPage(exam.browser, 'finish'), /browser closed during the exam/);
          },
        },
      ],
    },
  ],
};
