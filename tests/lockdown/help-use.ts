import { press, words } from '../harness/candidate.ts';
import { callHelp, inBar } from '../harness/help-panel.ts';
import type { ExamUnderTest } from './exam-under-test.ts';

/** Everything that can be done with the overlay, on a page that lets nothing in. */
export async function useHelp(exam: ExamUnderTest): Promise<void> {
  const { page, site } = exam;
  await page.goto(`${site.origin}/take/strict`);
  const overlay = await exam.overlay();
  const isWriting = () => overlay.evaluate(() => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA');
  await page.focus('#upper');
  await callHelp(page);
  await exam.until('help has the focus', isWriting);
  await page.keyboard.type('May I use a pencil?');
  await page.keyboard.press('Enter');
  await words(overlay, 'May I use a pencil?');
  await page.keyboard.press('Escape');
  await exam.until('the exam has the focus', () => page.evaluate(() => document.activeElement?.id === 'upper'));
  await exam.operator(`/v1/attempts/${exam.attemptId}/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), text: 'Yes, you may.', at: new Date().toISOString() }),
  });
  await words(overlay, 'Yes, you may.');
  for (const button of ['Move to the lower left corner', 'Move Vigil: drag, or use the arrow keys'])
    await page.click(inBar(button));
  await page.keyboard.press('ArrowUp');
  await page.focus(inBar('Resize help: drag, or use the arrow keys'));
  await page.keyboard.press('ArrowRight');
  await page.click(inBar('Minimise Vigil'));
  await overlay.locator('.dot button').click();
  await press(overlay, 'Close help');
  await press(overlay, 'Hide my picture');
}

/** Opens the browser's file picker at a real keyboard, and puts it off again. It is a window of its own, and takes the focus. */
export async function putOffPicture(exam: ExamUnderTest): Promise<void> {
  const overlay = await exam.overlay();
  const hasFocus = () => exam.page.evaluate(() => document.hasFocus());
  await callHelp(exam.page);
  await overlay.waitForSelector('.chat textarea');
  for (let time = 0; time < 2; time++) {
    await press(overlay, 'Attach a picture');
    await exam.until('the file picker is in front', async () => !(await hasFocus()));
    exam.keys('Escape');
    await exam.until('the exam is in front', hasFocus);
  }
  await press(overlay, 'Close help');
}
