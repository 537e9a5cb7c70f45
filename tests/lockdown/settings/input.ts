import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

const text = 'Zebra quartz 42!';
const kinds = { letters: 11, spaces: 2, digits: 2, punctuation: 1 };

/** Types into a field, and leaves the page: what was counted is told at once. */
async function type(exam: ExamUnderTest, selector: string): Promise<void> {
  await exam.page.focus(selector);
  await exam.page.keyboard.type(text);
  await exam.page.reload();
  await exam.overlay();
}

/** The kinds were counted, and nothing that was typed is anywhere in the record. */
async function isCounted(exam: ExamUnderTest): Promise<void> {
  const { data } = await exam.received({ type: 'input.summary' });
  const counted = JSON.stringify(Object.fromEntries(Object.keys(kinds).map((kind) => [kind, data[kind]])));
  if (counted !== JSON.stringify(kinds)) throw new Error(`Counted: ${JSON.stringify(data)}`);
  const record = JSON.stringify(await exam.attempt());
  for (const word of text.split(' ')) if (record.includes(word)) throw new Error(`The record holds “${word}”`);
  if (Object.values(data).some((value) => typeof value !== 'number')) throw new Error(JSON.stringify(data));
}

/** `recording.input` */
export const input: Setting = {
  key: 'recording.input',
  title: 'Rhythm of keyboard and mouse',
  limits:
    'Only what reaches the exam’s pages is counted: not the browser’s own fields, Vigil’s help, other programs, or a second keyboard on another machine. A device or program that types in place of the candidate looks like a keyboard. What is counted in the last seconds before the end may be missing.',
  groups: [
    {
      level: 'counted',
      policy: ({ recording }) => {
        recording.input = true;
      },
      scenarios: [
        {
          id: 'typing',
          title:
            'A text is typed: its letters, digits and other kinds of keys are counted, and nothing of the text is kept',
          outcome: 'detected',
          event: { type: 'input.summary', severity: 0 },
          repeatable: false,
          act: (exam) => type(exam, '#notes'),
          check: isCounted,
        },
        {
          id: 'password',
          title: 'The same in a field for a password',
          outcome: 'detected',
          event: { type: 'input.summary', severity: 0 },
          repeatable: false,
          act: async (exam) => {
            await exam.page.$eval('#answer', (field) => {
              Object.assign(field, { type: 'password', value: '' });
            });
            await type(exam, '#answer');
          },
          check: isCounted,
        },
        {
          id: 'made-up',
          title: 'A script of the page makes up keys and clicks: they are not counted',
          outcome: 'bypass',
          repeatable: false,
          note: 'They are no acts of the candidate.',
          act: async (exam) => {
            await exam.page.evaluate(() => {
              for (const key of 'made up')
                document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
              document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
            });
            await exam.page.reload();
            await exam.overlay();
          },
          check: async (exam) => {
            const counted = (await exam.since()).filter((event) => event.type === 'input.summary');
            if (counted.some(({ data }) => 'letters' in data || 'clicks' in data))
              throw new Error(JSON.stringify(counted));
          },
        },
      ],
    },
  ],
};
