import { press, words } from '../../harness/candidate.ts';
import { addDisplay, removeDisplays, twoDisplays } from '../../harness/displays.ts';
import type { Setting } from '../specification.ts';

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
          needs: 'headless',
          event: { type: 'display.added', cause: 'connected' },
          act: async (exam) => {
            await exam.page.focus('#notes');
            exam.now();
            await addDisplay(exam.browser);
            try {
              await exam.received({ type: 'display.added' });
              const overlay = await exam.overlay();
              await words(overlay, 'Disconnect the other display');
              await exam.until('the cover lies over the page', async () => {
                const box = await (await overlay.frameElement())?.boundingBox();
                return box !== null && box !== undefined && box.height >= 500;
              });
              await exam.page.focus('#notes'); // what a script of the page could do, too
              await exam.page.keyboard.type('behind');
              const typed = await exam.page.$eval('#notes', (node) => (node as HTMLTextAreaElement).value);
              if (typed !== '') throw new Error(`“${typed}” was typed behind the cover`);
            } finally {
              await removeDisplays(exam.browser);
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
      flags: [twoDisplays],
      fromStart: true,
      scenarios: [
        {
          id: 'start',
          title: 'Two displays are connected before the start: it is refused, and both are named',
          outcome: 'prevented',
          needs: 'headless',
          act: async (exam) => {
            await words(exam.page, 'Disconnect all displays but one before you start');
            await press(exam.page, 'Start exam').catch(() => undefined); // it is out of use
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
      flags: [twoDisplays],
      scenarios: [
        {
          id: 'accommodated',
          title: 'A candidate who may have two displays starts with both: the event is born accommodated',
          outcome: 'allowed',
          needs: 'headless',
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
