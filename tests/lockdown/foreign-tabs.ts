import type { ExamUnderTest } from './exam-under-test.ts';

/** A page that is none of the exam's. */
export const opened = ({ site }: ExamUnderTest) => `${site.elsewhere}/opened`;

/** Only the exam's tab is left, and nobody else's page was asked for. */
export async function onlyExam(exam: ExamUnderTest): Promise<void> {
  const tabs = () =>
    exam.inWorker(async () => (await chrome.tabs.query({})).map(({ url, pendingUrl }) => url || pendingUrl));
  await exam.until('only the exam’s tab is open', async () => (await tabs()).length === 1);
  const [life] = exam.lives;
  if (exam.lives.length === 1 && life !== undefined) exam.figure('foreign tab from opening to closing, ms', life);
  if (exam.site.asked.some((path) => path.startsWith('/opened')))
    throw new Error('The page of the new tab was fetched');
}
