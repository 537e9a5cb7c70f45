import type { Setting } from '../specification.ts';

const isBlank = (display: string) => {
  if (display !== 'none') throw new Error(`The printed page shows its text (display: ${display})`);
};

/** `lockdown.printing` */
export const printing: Setting = {
  key: 'lockdown.printing',
  title: 'Printing',
  limits:
    'A browser that prints by its own menu cannot be kept from it, but the sheet is blank. A PDF in the browser’s own viewer, a photograph of the screen and other programs are out of reach.',
  groups: [
    {
      level: 'blocked',
      policy: ({ lockdown }) => {
        lockdown.printing = true;
      },
      scenarios: [
        {
          id: 'script',
          title: 'A script of the page calls print()',
          outcome: 'prevented',
          event: { type: 'print.blocked', cause: 'script' },
          act: ({ page }) => page.evaluate(() => window.print()),
        },
        {
          id: 'shortcut',
          title: 'Ctrl+P',
          outcome: 'prevented',
          event: { type: 'print.blocked', cause: 'shortcut' },
          act: async ({ page }) => {
            await page.keyboard.down('Control');
            await page.keyboard.press('p');
            await page.keyboard.up('Control');
          },
        },
        {
          id: 'frame',
          title: 'A script prints a frame that it has just made',
          outcome: 'prevented',
          event: { type: 'print.blocked', cause: 'script' },
          act: ({ page }) =>
            page.evaluate(() => {
              const frame = document.createElement('iframe');
              frame.srcdoc = '<p>Question</p>';
              frame.addEventListener('load', () => frame.contentWindow?.print());
              document.body.append(frame);
            }),
        },
        {
          id: 'menu',
          title: 'The browser’s own print command: the sheet is blank',
          outcome: 'deterred',
          note: 'beforeprint cannot be cancelled; what is printed is blank.',
          act: ({ page }) => page.emulateMediaType('print'),
          check: async ({ page }) => {
            isBlank(await page.evaluate(() => getComputedStyle(document.body).display));
            await page.emulateMediaType();
          },
        },
        {
          id: 'menu-real',
          title: 'Ctrl+P pressed on a real keyboard',
          outcome: 'prevented',
          needs: 'display',
          event: { type: 'print.blocked', cause: 'shortcut' },
          act: (exam) => exam.keys('ctrl+p'),
        },
      ],
    },
    {
      level: 'allowed',
      policy: () => undefined,
      scenarios: [
        {
          id: 'allowed',
          title: 'Where the policy does not block it, the page prints as ever',
          outcome: 'allowed',
          act: ({ page }) => page.emulateMediaType('print'),
          check: async ({ page }) => {
            if ((await page.evaluate(() => getComputedStyle(document.body).display)) === 'none')
              throw new Error('The page is blank');
            await page.emulateMediaType();
          },
        },
      ],
    },
  ],
};
