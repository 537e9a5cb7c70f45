import { randomUUID } from 'node:crypto';
import type { Browser, Frame, Page } from 'puppeteer';
import type { EventType } from '../src/protocol/events.ts';
import { extensionId, pageAt, serviceWorker } from '../tests/harness/browser.ts';
import { Candidate, type CandidateWorld, overlayOf, press, type Step, words } from '../tests/harness/candidate.ts';
import { eventTypes, newestAttempt, type Reviewed } from '../tests/harness/evidence.ts';
import type { Album } from './picture-album.ts';

/** What the pictures are of. */
export interface Scene extends CandidateWorld, Reviewed {
  readonly backend: string;
  readonly operatorKey: string;
  readonly album: Album;
  stopBackend(): Promise<void>;
  restartBackend(): Promise<void>;
}

/** How long the exam lasts at least, so that its timeline shows something, in milliseconds. */
const examLength = 40_000;
const steps: readonly Step[] = [
  'consent',
  'browser',
  'connection',
  'camera',
  'microphone',
  'screen',
  'introduction',
  'start',
];

/** From the dashboard to the exam's first page, with a picture of every step. */
export async function pictureStart(scene: Scene): Promise<Page> {
  const { album, browser } = scene;
  const candidate = new Candidate(scene);
  const settings = await openTab(browser, `chrome-extension://${extensionId}/extension/settings/index.html`);
  await words(settings, 'Open an exam by hand');
  await album.takeTab('settings', settings);
  await settings.goto(`chrome-extension://${extensionId}/extension/onboarding/index.html?launch=hello`);
  await words(settings, 'Nothing was started');
  await album.takeTab('launch-refused', settings);
  await settings.close();
  const dashboard = await candidate.signIn();
  await album.takeTab('dashboard', dashboard);
  await dashboard.close();
  const [first] = await browser.pages();
  await first?.goto(scene.exam); // one more tab that the start closes

  const page = await candidate.openExam();
  await words(page, 'What this exam asks of you');
  await album.takeTab('consent', page, { dark: true });
  await picturePopup(scene, 'Must my phone be out of the room?', 'It may stay, switched off and out of reach.');
  await page.bringToFront();
  await press(page, 'Help 1 new');
  await album.takeTab('start-page-help', page);
  await press(page, 'Close help');
  await page.evaluate(nameDevices);
  for (const step of steps.slice(1)) {
    await candidate.goTo(step);
    if (step === 'browser') await words(page, /All of this is fine|Could be better/);
    if (step === 'connection') await words(page, 'room to spare');
    if (step === 'camera') await words(page, /\d+ × \d+ pixels/);
    if (step === 'microphone') await words(page, 'We hear you');
    await album.takeTab(step, page, step === 'start' ? { height: 980 } : {});
  }
  return candidate.start();
}

/** The synthetic devices are called after files of this machine; pictures show names that a laptop's have. */
function nameDevices(): void {
  const names: Readonly<Record<string, string>> = { video: 'Integrated camera', audio: 'Internal microphone' };
  const name = (kind: string) => names[kind.slice(0, 5)] ?? '';
  Object.defineProperty(MediaStreamTrack.prototype, 'label', {
    get(this: MediaStreamTrack) {
      return name(this.kind);
    },
  });
  Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
    get(this: MediaDeviceInfo) {
      return name(this.kind);
    },
  });
}

async function picturePopup(scene: Scene, question: string, answer: string): Promise<void> {
  const worker = await serviceWorker(scene.browser);
  await worker.evaluate(() => chrome.action.openPopup());
  const popup = await pageAt(scene.browser, new RegExp(`${extensionId}/popup/`));
  await talk(scene, popup, question, answer);
  await scene.album.take('popup', popup);
  await popup.close().catch(() => undefined); // closes by itself when another window is in front
}

/** The exam, with what a candidate meets in it, until it is submitted and received. */
export async function pictureExam(scene: Scene, exam: Page): Promise<void> {
  const { album } = scene;
  const begun = performance.now();
  await press(exam, /Begin/, true);
  await exam.waitForSelector('#answers');
  const overlay = await overlayOf(exam);
  await overlay.waitForSelector('canvas:not([hidden])');
  await exam.click('input[name=energy][value="1"]');
  await album.take('exam', exam, { dark: true });

  await press(overlay, 'Help');
  await talk(
    scene,
    overlay,
    'The fire alarm went off; I stay at my desk.',
    'Thank you, that is noted. Go on when you can.',
  );
  await album.take('help', exam);
  await press(overlay, 'Close help');

  await pictureCountdown(scene, exam, overlay);
  await exam.click('h1', { button: 'right' });
  await recorded(scene, 'contextmenu.blocked');
  await exam.click('#outside-link');
  await recorded(scene, 'navigation.blocked');
  await exam.evaluate(() => scrollTo(0, 0));
  await tryToCopy(exam);
  await recorded(scene, 'clipboard.blocked');
  await album.take('notice', exam);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, begun + examLength - performance.now())));
  await pictureEnd(scene, exam);
}

/** Waits until the backend holds an event of this type. */
async function recorded(scene: Scene, type: EventType): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!eventTypes(await newestAttempt(scene)).includes(type)) {
    if (performance.now() > deadline) throw new Error(`No event ${type} arrived at the backend`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function tryToCopy(exam: Page): Promise<void> {
  await exam.evaluate(() =>
    document.getSelection()?.selectAllChildren(document.querySelector('main') ?? document.body),
  );
  await exam.keyboard.down('Control');
  await exam.keyboard.press('KeyC', { commands: ['copy'] });
  await exam.keyboard.up('Control');
  await exam.evaluate(() => document.getSelection()?.empty());
}

async function pictureCountdown({ album }: Scene, exam: Page, overlay: Frame): Promise<void> {
  const session = await exam.createCDPSession();
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  await words(overlay, 'You are outside full screen');
  await words(overlay, /\b2[5-8]\b/);
  await album.take('countdown', exam);
  await press(overlay, 'Return to full screen');
  await overlay.waitForSelector('canvas:not([hidden])');
}

async function pictureEnd(scene: Scene, exam: Page): Promise<void> {
  const { album } = scene;
  const candidate = new Candidate(scene);
  await exam.goto(exam.url().replace(/\d+$/, 'review'));
  await scene.stopBackend(); // so that something waits when the picture is taken
  await exam.click('#submit');
  await Promise.all([exam.waitForNavigation(), exam.click('#confirm-submit')]);
  const finish = await candidate.finishPage();
  await words(finish, 'No connection at the moment');
  await album.takeTab('upload', finish);
  await scene.restartBackend();
  await press(finish, 'Try now');
  await words(finish, 'All done', 60_000);
  await words(finish, 'has been given back');
  await album.takeTab('receipt', finish);
}

/** Writes to the help desk, and waits for its answer. */
async function talk(scene: Scene, page: Page | Frame, question: string, answer: string): Promise<void> {
  await page.locator('textarea').fill(question);
  await press(page, 'Send');
  await page.waitForFunction(() => !document.body.innerText.includes('sending…'), { polling: 100 });
  const { attempt } = await newestAttempt(scene);
  const messages = `/v1/attempts/${attempt}/messages`;
  await scene.operator(messages); // the desk has read it
  await scene.operator(messages, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), text: answer, at: new Date().toISOString() }),
  });
  await words(page, answer);
}

async function openTab(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(address);
  return page;
}
