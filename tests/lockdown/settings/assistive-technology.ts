import type { KeyInput } from 'puppeteer';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

/** Keys that people with assistive technology, and the browser's own aids, need: none may be taken from the page. */
const keys: readonly (readonly KeyInput[])[] = [
  ['Tab'],
  ['Shift', 'Tab'],
  ['ArrowDown'],
  ['PageDown'],
  ['Home'],
  ['Escape'],
  ['F6'],
  ['F7'],
  ['Insert', 'ArrowDown'],
  ['Insert', 'F7'],
  ['CapsLock', 'ArrowRight'],
  ['Control', 'Alt', 'ArrowLeft'],
  ['Control', 'f'],
  ['Control', 'g'],
  ['Control', '='],
  ['Control', '-'],
  ['Control', '0'],
  ['Alt', 'd'],
  ['h'],
  ['k'],
];

async function pressAll({ page }: ExamUnderTest): Promise<string[]> {
  await page.evaluate(() => {
    document.body.dataset.stopped = '';
    window.addEventListener('keydown', (event) => {
      if (event.defaultPrevented) document.body.dataset.stopped += `${event.key} `;
      event.preventDefault(); // the browser's own answer would take the focus away
    });
    document.body.dataset.heard = '0';
    window.addEventListener('keydown', () => {
      document.body.dataset.heard = String(Number(document.body.dataset.heard) + 1);
    });
  });
  for (const chord of keys) {
    for (const key of chord) await page.keyboard.down(key);
    for (const key of chord.toReversed()) await page.keyboard.up(key);
  }
  const { stopped = '', heard = '0' } = await page.evaluate(() => ({ ...document.body.dataset }));
  const pressed = keys.flat().length;
  return [
    ...(stopped ? [`stopped: ${stopped}`] : []),
    ...(Number(heard) < pressed ? [`${heard} of ${pressed} heard`] : []),
  ];
}

/** What no setting may take away, with everything locked that can be. */
export const assistiveTechnology: Setting = {
  key: 'assistive technology',
  title: 'Assistive technology',
  limits: 'How a screen reader sounds in the exam cannot be tested by a program.',
  groups: [
    {
      level: 'everything locked',
      policy: ({ lockdown }) => {
        const all = {
          printing: true,
          clipboard: true,
          downloads: true,
          rightClick: true,
          newTabs: 'none',
          closeTabs: true,
        };
        Object.assign(lockdown, { ...all, fullScreen: 'lenient' });
      },
      scenarios: [
        {
          id: 'keys',
          title: `${keys.length} keys and chords of screen readers, the browser’s aids and the keyboard’s way through a page`,
          outcome: 'allowed',
          act: async (exam) => {
            const faults = await pressAll(exam);
            if (faults.length > 0) throw new Error(faults.join('; '));
          },
        },
        {
          id: 'zoom',
          title: 'The page is zoomed to 300 % and back',
          outcome: 'allowed',
          act: async (exam) => {
            for (const factor of [3, 0.5, 1]) {
              await exam.inWorker(async (to) => {
                const [tab] = await chrome.tabs.query({ windowType: 'popup' });
                await chrome.tabs.setZoom(tab?.id ?? -1, to);
              }, factor);
              await new Promise((resolve) => setTimeout(resolve, 400));
            }
          },
        },
        {
          id: 'forced-colours',
          title: 'High contrast (forced colours) and reduced motion',
          outcome: 'allowed',
          act: async ({ page }) => {
            await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
            const session = await page.createCDPSession();
            await session.send('Emulation.setEmulatedMedia', {
              features: [{ name: 'forced-colors', value: 'active' }],
            });
            await new Promise((resolve) => setTimeout(resolve, 300));
            await session.send('Emulation.setEmulatedMedia', { features: [] });
            await session.detach();
          },
        },
        {
          id: 'tab-order',
          title: 'Tab leads through the page’s fields and on into the overlay',
          outcome: 'allowed',
          act: async ({ page }) => {
            const reached = new Set<string>();
            for (let at = 0; at < 12; at++) {
              await page.keyboard.press('Tab');
              reached.add(
                await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName || ''),
              );
            }
            for (const wanted of ['answer', 'notes', 'file', 'next', 'DIV']) {
              if (!reached.has(wanted)) throw new Error(`Tab does not reach ${wanted}: ${[...reached].join(', ')}`);
            }
          },
        },
      ],
    },
  ],
};
