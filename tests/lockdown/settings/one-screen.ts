import { press, words } from '../../harness/candidate.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

const two = ['--screen-info={1280x800 label=Built-in}{1024x768 label=Projector}'];

/** Plugs another display in, and answers how to pull it out again. */
async function plugIn(exam: ExamUnderTest): Promise<() => Promise<void>> {
  const session = await exam.page.createCDPSession();
  const send = session.send.bind(session) as (name: string, given: unknown) => Promise<unknown>;
  exam.now();
  const screen = { left: 1280, top: 0, width: 1024, height: 768, label: 'Projector' };
  const { screenInfo } = (await send('Emulation.addScreen', screen)) as { screenInfo: { id: string } };
  return async () => {
    await send('Emulation.removeScreen', { screenId: screenInfo.id });
    await session.detach();
  };
}

/** `lockdown.oneScreen` */
export const oneScreen: Setting = {
  key: 'lockdown.oneScreen',
  title: 'One display',
  limits:
    'A display that the system does not tell the browser of, such as a splitter behind the only output or a second device, is not seen. Where the browser does not say, the exam starts and the journal says so.',
  groups: [
    {
      level: 'one display',
      policy: ({ lockdown }) => {
        lockdown.oneScreen = true;
      },
      scenarios: [
        {
          id: 'added',
          title:
            'A display is connected in the exam: the page is covered until it is gone, and nothing can be typed behind',
          outcome: 'deterred',
          event: { type: 'display.added', cause: 'connected' },
          act: async (exam) => {
            await exam.page.focus('#notes');
            const pullOut = await plugIn(exam);
            try {
              await exam.received({ type: 'display.added' });
              const overlay = await exam.overlay();
              await words(overlay, 'Disconnect the other display');
              await exam.until('the cover lies over the page', async () => {
                const box = await (await overlay.frameElement())?.boundingBox();
                return box !== null && box !== undefined && box.height >= 500;
              });
              await exam.page.keyboard.type('behind');
              const typed = await exam.page.$eval('#notes', (node) => (node as HTMLTextAreaElement).value);
              if (typed !== '') throw new Error(`“${typed}” was typed behind the cover`);
            } finally {
              await pullOut();
            }
          },
          check: async (exam) => {
            await exam.received({ type: 'display.removed' });
            await words(await exam.overlay(), 'Help');
            await exam.page.focus('#notes');
            await exam.page.keyboard.type('again');
            const typed = await exam.page.$eval('#notes', (node) => (node as HTMLTextAreaElement).value);
            if (typed !== 'again') throw new Error('The page cannot be used again');
          },
        },
      ],
    },
    {
      level: 'two displays',
      policy: ({ lockdown }) => {
        lockdown.oneScreen = true;
      },
      flags: two,
      fromStart: true,
      scenarios: [
        {
          id: 'start',
          title: 'Two displays are connected before the start: it is refused, and both are named',
          outcome: 'prevented',
          act: async (exam) => {
            await words(exam.page, 'Projector');
            await press(exam.page, 'Start exam').catch(() => undefined); // it may be out of use
            await words(exam.page, /Disconnect all but one|disconnect all but one/);
            if ((await exam.attempt()).state !== 'opened') throw new Error('The exam started');
          },
        },
      ],
    },
    {
      level: 'two displays, allowed to this candidate',
      policy: ({ lockdown }) => {
        lockdown.oneScreen = true;
      },
      accommodation: { displays: 2 },
      flags: two,
      scenarios: [
        {
          id: 'accommodated',
          title: 'A candidate who may have two displays starts with both: the event is born accommodated',
          outcome: 'allowed',
          repeatable: false,
          act: async (exam) => {
            await exam.received({ type: 'display.added', severity: 0, accommodated: true }, 0);
            await words(await exam.overlay(), 'Help');
          },
        },
      ],
    },
  ],
};
