import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

/** How often each site was asked for a file that the browser may keep for an hour. */
async function load(exam: ExamUnderTest): Promise<void> {
  const page = await exam.browser.newPage();
  for (const site of [exam.site.origin, exam.site.elsewhere]) {
    await page.goto(`${site}/cached-page`);
  }
  await page.close();
}

const askedFor = ({ site }: ExamUnderTest, whose: 'exam' | 'elsewhere') =>
  (whose === 'exam' ? site.askedExam : site.asked).filter((path) => path === '/cached.js').length;

/** `lockdown.clearCache` */
export const clearCache: Setting = {
  key: 'lockdown.clearCache',
  title: 'Cached files of the exam',
  limits: 'What another program copied while the exam ran is not found.',
  groups: [
    {
      level: 'cleared',
      policy: ({ lockdown }) => {
        lockdown.clearCache = true;
      },
      fromStart: true,
      scenarios: [
        {
          id: 'cleared',
          title: 'After the upload the exam’s cached files are gone, and those of other sites are not',
          outcome: 'prevented',
          act: async (exam) => {
            exam.site.askedExam.length = 0;
            await load(exam);
            await load(exam);
            if (askedFor(exam, 'exam') !== 1)
              throw new Error(`The browser does not cache: ${askedFor(exam, 'exam')} requests`);
            await exam.startFromPage();
            await exam.submit();
            await exam.until('the exam’s file is fetched anew', async () => {
              await load(exam);
              return askedFor(exam, 'exam') >= 2;
            });
            if (askedFor(exam, 'elsewhere') !== 1)
              throw new Error(`The other site’s file was fetched ${askedFor(exam, 'elsewhere')} times`);
          },
        },
      ],
    },
  ],
};
