import { openBareBrowser } from '../tests/bench/bare-browser.ts';
import { startTestBackend } from '../tests/contract/test-backend.ts';
import { press, words } from '../tests/harness/candidate.ts';
import { openConsole } from '../tests/harness/console-page.ts';
import { everyUrgency } from '../tests/harness/desk-scene.ts';
import { Album } from './picture-album.ts';

/** The help desk with candidates of every urgency, in light and dark. */
export async function pictureDesk(): Promise<void> {
  const backend = await startTestBackend({
    provider: { name: 'Northfield Assessments', contact: 'exams@northfield.example' },
  });
  const office = await openBareBrowser();
  const album = new Album('docs/pictures');
  try {
    const scene = await everyUrgency(backend);
    const paused = `#/help/${scene.attemptOf('Ada Lovelace')}`;
    const desk = await openConsole({ browser: office.browser, backend }, paused);
    await desk.locator('#agent').fill('Grace Hopper');
    await words(desk, 'You have this conversation');
    await scene.marks('Ada Lovelace', 3, true);
    await words(desk, 'Ada Lovelace is writing');
    await desk.locator('#conversation-title').click(); // nothing has a ring
    await album.takeTab('console-help-desk', desk, { dark: true, height: 900 });
    const barred = `#/help/${scene.attemptOf('Alan Turing')}`;
    await desk.evaluate((hash) => void location.assign(hash), barred);
    await words(desk, 'Override the check');
    await desk.locator('.canned summary').click();
    await desk.evaluate(() => scrollTo(0, 0));
    await album.takeTab('console-failed-check', desk, { height: 900 });
    const asked = `#/help/${scene.attemptOf('Katherine Johnson')}`;
    await desk.evaluate((hash) => void location.assign(hash), asked);
    await press(desk, 'Give a break…');
    await words(desk, 'As you asked.');
    await desk.evaluate(() => scrollTo(0, 0));
    await album.takeTab('console-order', desk, { height: 800 });
  } finally {
    await office.close();
    await backend.remove();
  }
}
