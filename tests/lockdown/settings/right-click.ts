import type { Setting } from '../specification.ts';

/** `lockdown.rightClick` */
export const rightClick: Setting = {
  key: 'lockdown.rightClick',
  title: 'Right click',
  limits: 'The menu of the browser’s own PDF viewer is out of reach.',
  groups: [
    {
      level: 'blocked',
      policy: ({ lockdown }) => {
        lockdown.rightClick = true;
      },
      scenarios: [
        {
          id: 'mouse',
          title: 'Right click on the page',
          outcome: 'prevented',
          event: { type: 'contextmenu.blocked', cause: 'menu' },
          act: async (exam) => {
            await exam.page.evaluate(() => {
              window.addEventListener('contextmenu', (event) => {
                document.body.dataset.menu = String(event.defaultPrevented);
              });
            });
            exam.now();
            await exam.page.click('h1', { button: 'right' });
          },
          check: async ({ page }) => {
            if (await page.evaluate(() => document.body.dataset.menu === 'false')) throw new Error('The menu opened');
          },
        },
        {
          id: 'frame',
          title: 'Right click in a frame',
          outcome: 'prevented',
          event: { type: 'contextmenu.blocked', cause: 'menu' },
          act: async (exam) => {
            await exam.page.evaluate(() => {
              const frame = document.createElement('iframe');
              frame.srcdoc = '<h2>Frame</h2>';
              document.body.prepend(frame);
              return new Promise((resolve) => frame.addEventListener('load', resolve));
            });
            exam.now();
            const frame = await exam.page.waitForSelector('iframe');
            await frame?.click({ button: 'right' });
          },
        },
        {
          id: 'menu-key',
          title: 'The menu key of the keyboard',
          outcome: 'prevented',
          needs: 'display',
          event: { type: 'contextmenu.blocked', cause: 'menu' },
          act: async (exam) => {
            await exam.page.focus('#answer');
            exam.keys('Menu');
          },
        },
      ],
    },
  ],
};
