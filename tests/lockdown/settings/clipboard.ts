import type { Frame, KeyInput, Page } from 'puppeteer';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Scenario, Setting } from '../specification.ts';

const keys = { copy: 'C', cut: 'X', paste: 'V' } as const;
type Command = keyof typeof keys;

/** Selects the text, and presses the keys together with the command that the browser makes of them. */
async function press(page: Page, command: Command): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(`Key${keys[command]}` as KeyInput, { commands: [command] });
  await page.keyboard.up('Control');
}

const byKey = (command: Command): Scenario => ({
  id: `${command}-key`,
  title: `Ctrl+${keys[command]} in an answer`,
  outcome: 'prevented',
  event: { type: 'clipboard.blocked', cause: command },
  act: async (exam) => {
    await exam.page.focus('#answer');
    await exam.page.evaluate(() => (document.querySelector('#answer') as HTMLInputElement).select());
    exam.now();
    await press(exam.page, command);
  },
  check: async ({ page }) => {
    const value = await page.evaluate(() => (document.querySelector('#answer') as HTMLInputElement).value);
    if (value !== 'mitochondria') throw new Error(`The answer became “${value}”`);
  },
});

const calls: Readonly<Record<string, () => Promise<string>>> = {
  readText: () =>
    navigator.clipboard.readText().then(
      () => 'read',
      (error: Error) => error.name,
    ),
  writeText: () =>
    navigator.clipboard.writeText('stolen').then(
      () => 'written',
      (error: Error) => error.name,
    ),
  write: () =>
    navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob(['stolen'], { type: 'text/plain' }) })]).then(
      () => 'written',
      (error: Error) => error.name,
    ),
  'execCommand(copy)': async () => {
    document.getSelection()?.selectAllChildren(document.body);
    return document.execCommand('copy') ? 'copied' : 'NotAllowedError';
  },
  'writeText of a new frame': async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const clipboard = frame.contentWindow?.navigator.clipboard;
    return clipboard
      ? clipboard.writeText('stolen').then(
          () => 'written',
          (error: Error) => error.name,
        )
      : 'none';
  },
};

const byScript = (name: string): Scenario => ({
  id: `script-${name.replace(/\W+/g, '-').replace(/-$/, '')}`,
  title: `A script of the page calls ${name}`,
  outcome: 'prevented',
  event: { type: 'clipboard.blocked', cause: 'script' },
  act: async ({ page }) => {
    const answer = await page.evaluate(calls[name] as () => Promise<string>);
    if (answer !== 'NotAllowedError') throw new Error(`The page was answered: ${answer}`);
  },
});

/** How a frame comes into the page: with which attribute, and what is in it. */
const frames: Readonly<Record<string, (exam: ExamUnderTest) => { readonly [name: string]: string }>> = {
  'same-origin': ({ site }) => ({ src: `${site.origin}/frame` }),
  'about-blank': () => ({ src: 'about:blank', class: 'filled' }),
  'document-write': () => ({ src: 'about:blank', class: 'written' }),
  srcdoc: () => ({ srcdoc: '<p id="text">Text</p>' }),
  sandboxed: () => ({ sandbox: 'allow-scripts', srcdoc: '<p id="text">Text</p>' }),
  'data-url': () => ({ src: 'data:text/html,<p id="text">Text</p>' }),
};

async function addFrame(exam: ExamUnderTest, attributes: { readonly [name: string]: string }): Promise<Frame> {
  const element = await exam.page.evaluateHandle(async (given) => {
    const frame = document.createElement('iframe');
    for (const [name, value] of Object.entries(given)) frame.setAttribute(name, value);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.prepend(frame);
    await loaded;
    const inside = frame.contentDocument;
    if (frame.className === 'filled' && inside) inside.body.innerHTML = '<p id="text">Text</p>';
    if (frame.className === 'written') inside?.write('<p id="text">Text</p>');
    return frame;
  }, attributes);
  const frame = await element.contentFrame();
  await frame.waitForSelector('#text', { timeout: 5_000 });
  return frame;
}

async function copyIn(exam: ExamUnderTest, frame: Frame): Promise<void> {
  await frame.click('#text', { count: 3 });
  exam.now();
  await press(exam.page, 'copy');
}

const inFrame = (kind: string): Scenario => ({
  id: `frame-${kind}`,
  title: `Ctrl+C in a frame (${kind})`,
  outcome: 'prevented',
  event: { type: 'clipboard.blocked', cause: 'copy' },
  act: async (exam) => {
    const attributes = frames[kind];
    if (attributes) await copyIn(exam, await addFrame(exam, attributes(exam)));
  },
});

const scenarios: readonly Scenario[] = [
  ...(['copy', 'cut', 'paste'] as const).map(byKey),
  ...Object.keys(calls).map(byScript),
  ...Object.keys(frames).map(inFrame),
  {
    id: 'frame-foreign',
    title: 'Ctrl+C in a frame of a site that is not the exam’s',
    outcome: 'bypass',
    note: 'Vigil asks for access to the exam’s own sites only; name the other site among the exam’s pages to guard its frames.',
    act: async (exam) => copyIn(exam, await addFrame(exam, { src: `${exam.site.elsewhere}/frame` })),
  },
  {
    id: 'shadow-dom',
    title: 'Ctrl+C of text in a shadow tree',
    outcome: 'prevented',
    event: { type: 'clipboard.blocked', cause: 'copy' },
    act: async (exam) => {
      await exam.page.evaluate(() => {
        const host = document.createElement('div');
        host.id = 'host';
        host.attachShadow({ mode: 'closed' }).innerHTML = '<p style="font-size: 24px">Text in a shadow tree</p>';
        document.body.prepend(host);
      });
      await exam.page.click('#host', { count: 3 });
      exam.now();
      await press(exam.page, 'copy');
    },
  },
  {
    id: 'page-first',
    title: 'Ctrl+C where the page’s own listeners stop the event first',
    outcome: 'prevented',
    event: { type: 'clipboard.blocked', cause: 'copy' },
    act: async (exam) => {
      await exam.page.evaluate(() => {
        const greedy = (event: Event) => event.stopImmediatePropagation();
        for (const target of [window, document, document.body]) target.addEventListener('copy', greedy, true);
      });
      await exam.page.click('#text', { count: 3 });
      exam.now();
      await press(exam.page, 'copy');
    },
  },
  {
    id: 'drag',
    title: 'Selected text is dragged into an answer',
    outcome: 'prevented',
    event: { type: 'clipboard.blocked', cause: 'drag' },
    act: async (exam) => {
      const { page } = exam;
      await page.click('#text', { count: 3 });
      const box = await (await page.$('#text'))?.boundingBox();
      if (!box) throw new Error('There is no text');
      await page.mouse.move(box.x + 60, box.y + box.height / 2);
      await page.mouse.down();
      exam.now();
      await page.mouse.move(box.x + 90, box.y + 60, { steps: 6 });
      await page.mouse.up();
    },
    check: async ({ page }) => {
      if ((await page.evaluate(() => (document.querySelector('#notes') as HTMLTextAreaElement).value)) !== '')
        throw new Error('The text arrived');
    },
  },
  {
    id: 'emptied',
    title: 'What was in the clipboard before the exam is gone in it',
    outcome: 'prevented',
    repeatable: false,
    act: async ({ page, browser, site }) => {
      await browser.defaultBrowserContext().overridePermissions(site.origin, ['clipboard-read']);
      // The page's own call is refused; the extension's world reads as the browser holds it.
      const session = await page.createCDPSession();
      const { frameTree } = await session.send('Page.getFrameTree');
      const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
      const { result } = await session.send('Runtime.evaluate', {
        contextId: world.executionContextId,
        expression: 'navigator.clipboard.readText().catch((error) => error.name)',
        awaitPromise: true,
        userGesture: true,
      });
      await session.detach();
      if (result.value !== '') throw new Error(`The clipboard holds “${result.value}”`);
    },
  },
  {
    id: 'real-keys',
    title: 'Ctrl+C and Ctrl+V pressed on a real keyboard',
    outcome: 'prevented',
    needs: 'display',
    event: { type: 'clipboard.blocked', cause: 'paste' },
    act: async (exam) => {
      await exam.page.click('#answer', { count: 3 });
      exam.keys('ctrl+c');
      await exam.page.click('#notes');
      exam.keys('ctrl+v');
    },
    check: async ({ page }) => {
      if ((await page.evaluate(() => (document.querySelector('#notes') as HTMLTextAreaElement).value)) !== '')
        throw new Error('The text arrived');
    },
  },
  {
    id: 'primary-selection',
    title: 'Selected text is pasted by the middle button, as X11 allows',
    outcome: 'prevented',
    needs: 'display',
    event: { type: 'clipboard.blocked', cause: 'paste' },
    act: async (exam) => {
      await exam.page.click('#text', { count: 3 });
      exam.now();
      await exam.page.click('#notes', { button: 'middle' });
    },
    check: async ({ page }) => {
      if ((await page.evaluate(() => (document.querySelector('#notes') as HTMLTextAreaElement).value)) !== '')
        throw new Error('The text arrived');
    },
  },
];

/** `lockdown.clipboard` */
export const clipboard: Setting = {
  key: 'lockdown.clipboard',
  title: 'Clipboard',
  limits:
    'Other programs still see what is selected where the system offers it (X11’s primary selection), can photograph the screen, and can type. Frames of sites that are not the exam’s are not guarded, and neither are pages that the policy lists besides.',
  groups: [
    {
      level: 'blocked',
      policy: ({ lockdown }) => {
        lockdown.clipboard = true;
      },
      scenarios,
    },
    {
      level: 'allowed',
      policy: () => undefined,
      scenarios: [
        {
          id: 'allowed',
          title: 'Where the policy does not block it, text is copied as ever',
          outcome: 'allowed',
          act: async (exam) => {
            await exam.page.click('#text', { count: 3 });
            const copied = exam.page.evaluate(
              () => new Promise((resolve) => document.addEventListener('copy', () => resolve(true), { once: true })),
            );
            await press(exam.page, 'copy');
            await copied;
          },
        },
      ],
    },
  ],
};
