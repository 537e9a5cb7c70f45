import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { downloadsOf } from '../../harness/browser.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Scenario, Setting } from '../specification.ts';

const kinds: Readonly<Record<string, readonly [title: string, start: () => void]>> = {
  link: [
    'A link with the download attribute',
    () => {
      const link = document.createElement('a');
      Object.assign(link, { href: '/glossary.txt', download: 'glossary.txt' });
      document.body.append(link);
      link.click();
    },
  ],
  blob: [
    'A file that the page makes itself (blob)',
    () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['notes'], { type: 'text/plain' }));
      link.download = 'notes.txt';
      document.body.append(link);
      link.click();
    },
  ],
  'data-url': [
    'A file in a data: address',
    () => {
      const link = document.createElement('a');
      Object.assign(link, { href: 'data:application/octet-stream,notes', download: 'notes.bin' });
      document.body.append(link);
      link.click();
    },
  ],
  'content-disposition': [
    'An address that the server answers as an attachment',
    () => {
      location.href = '/glossary.txt';
    },
  ],
  frame: [
    'An attachment loaded in a frame',
    () => {
      const frame = document.createElement('iframe');
      frame.src = '/glossary.txt';
      document.body.append(frame);
    },
  ],
};

const files = ({ folder }: ExamUnderTest) => {
  try {
    return readdirSync(downloadsOf(join(folder, 'profile')));
  } catch {
    return []; // nothing was ever written
  }
};

const download = ([id, [title, start]]: [string, readonly [string, () => void]]): Scenario => ({
  id,
  title,
  outcome: 'prevented',
  event: { type: 'download.blocked', cause: 'cancelled' },
  act: ({ page }) => page.evaluate(start),
  check: (exam) => exam.until('no file is left', () => files(exam).length === 0),
});

/** `lockdown.downloads` */
export const downloads: Setting = {
  key: 'lockdown.downloads',
  title: 'Downloads',
  limits: 'What the page shows can be photographed. Other programs can fetch what they have an address for.',
  groups: [
    {
      level: 'blocked',
      policy: ({ lockdown }) => {
        lockdown.downloads = true;
      },
      scenarios: [
        ...Object.entries(kinds).map(download),
        {
          id: 'save-page',
          title: 'Ctrl+S (save page as)',
          outcome: 'prevented',
          event: { type: 'download.blocked', cause: 'save-page' },
          act: async ({ page }) => {
            await page.keyboard.down('Control');
            await page.keyboard.press('s');
            await page.keyboard.up('Control');
          },
        },
        {
          id: 'save-page-real',
          title: 'Ctrl+S pressed on a real keyboard',
          outcome: 'prevented',
          needs: 'display',
          event: { type: 'download.blocked', cause: 'save-page' },
          act: (exam) => exam.keys('ctrl+s'),
        },
      ],
    },
  ],
};
