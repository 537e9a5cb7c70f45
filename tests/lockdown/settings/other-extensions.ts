import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Policy } from '../../../src/policy/schema.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

const folder = resolve('tests/lockdown/other-extension');

/** The id that the browser gives an extension without a key: from the folder that it was loaded from. */
const id = [...createHash('sha256').update(folder).digest('hex').slice(0, 32)]
  .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  .join('');

const level = (otherExtensions: Policy['lockdown']['otherExtensions']) => (policy: Policy) => {
  policy.lockdown.otherExtensions = otherExtensions;
};

// The worker may have come up before the permission was granted, and then lacks the API: the overlay's page has it.
const isOn = async (exam: ExamUnderTest) =>
  (await exam.overlay()).evaluate(async (other) => (await chrome.management.get(other)).enabled, id);
const switchOn = async (exam: ExamUnderTest) =>
  (await exam.overlay()).evaluate((other) => chrome.management.setEnabled(other, true), id);

/** `lockdown.otherExtensions` */
export const otherExtensions: Setting = {
  key: 'lockdown.otherExtensions',
  title: 'Other extensions',
  limits:
    'An extension that a managed browser forces cannot be switched off, only named. An extension that switches Vigil off is seen by the backend as silence. Programs outside the browser are not seen.',
  groups: [
    {
      level: 'report',
      policy: level('report'),
      otherExtensions: [folder],
      scenarios: [
        {
          id: 'reported',
          title: 'The candidate has another extension: it is named in the journal, and stays on',
          outcome: 'detected',
          repeatable: false,
          act: async (exam) => {
            const { data } = await exam.received({ type: 'extension.found', cause: 'on' }, 0);
            if (data.name !== 'Homework helper') throw new Error(`It is named ${data.name}`);
            if (!(await isOn(exam))) throw new Error('It was switched off');
          },
        },
      ],
    },
    {
      level: 'block',
      policy: level('block'),
      otherExtensions: [folder],
      scenarios: [
        {
          id: 'blocked',
          title: 'The candidate has another extension: it is off in the exam',
          outcome: 'prevented',
          repeatable: false,
          act: async (exam) => {
            await exam.received({ type: 'extension.found', cause: 'switched-off' }, 0);
            if (await isOn(exam)) throw new Error('It is on');
          },
        },
        {
          id: 'switched-on',
          title: 'The candidate switches it on again in the exam',
          outcome: 'prevented',
          repeatable: false,
          act: switchOn,
          check: (exam) => exam.until('it is off again', async () => !(await isOn(exam))),
        },
        {
          id: 'given-back',
          title: 'After the exam it is on again',
          outcome: 'allowed',
          ends: true,
          act: (exam) => exam.submit(),
          check: (exam) => exam.until('it is on again', () => isListedAsOn(exam)),
        },
      ],
    },
    {
      level: 'block, but allowed to this candidate',
      policy: level('block'),
      accommodation: { extensions: [id] },
      otherExtensions: [folder],
      scenarios: [
        {
          id: 'accommodated',
          title:
            'A candidate needs the extension, and the accommodation names it: it stays on, and nothing is recorded',
          outcome: 'allowed',
          repeatable: false,
          act: async (exam) => {
            if (!(await isOn(exam))) throw new Error('It was switched off');
            if ((await exam.events()).some(({ type }) => type === 'extension.found'))
              throw new Error('It was reported');
          },
        },
      ],
    },
  ],
};

/** The permission was given back with the exam’s end, so the browser itself is asked. */
async function isListedAsOn(exam: ExamUnderTest): Promise<boolean> {
  const page = await exam.browser.newPage();
  await page.goto('chrome://extensions');
  const state = await page.evaluate(async (other) => {
    const { developerPrivate } = chrome as unknown as {
      developerPrivate: { getExtensionInfo(id: string): Promise<{ state: string }> };
    };
    return (await developerPrivate.getExtensionInfo(other)).state;
  }, id);
  await page.close();
  return state === 'ENABLED';
}
