import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'puppeteer';
import { startDemo } from '../backend/demo/platform.ts';
import { type Backend, startBackend } from '../backend/server.ts';
import { extensionId, launchBrowser } from '../tests/harness/browser.ts';
import { Album } from './picture-album.ts';
import { pictureConsole } from './picture-console.ts';
import { pictureExam, pictureStart, type Scene } from './picture-scenes.ts';
import { syntheticDeviceFlags, syntheticMedia } from './synthetic-media.ts';

/** The addresses of `npm start`, which the pictures show. */
const ports = { backend: 4600, demo: 4601 };

/** Plays one attempt and takes a picture of every surface. Needs a display of its own, because that is what the exam records. */
export async function pictureProduct(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-pictures-'));
  let backend = await serve(folder);
  const { origin, platformKey, operatorKey } = backend;
  const demo = await startDemo({ port: ports.demo, backend: origin, platformKey, operatorKey });
  const browser = await openBrowser(folder, [`${origin}/*`, `${demo.origin}/*`]);
  const album = new Album('docs/pictures');
  const scene: Scene = {
    browser,
    album,
    operatorKey,
    exam: demo.origin,
    backend: origin,
    operator: (path, init = {}) =>
      fetch(`${origin}${path}`, { ...init, headers: { ...init.headers, Authorization: `Bearer ${operatorKey}` } }),
    stopBackend: () => backend.close(),
    restartBackend: async () => {
      backend = await serve(folder);
    },
  };
  try {
    await pictureExam(scene, await pictureStart(scene));
    await pictureConsole(scene);
    console.log(`${Math.round(album.bytes / 1000)} kB in all`);
  } finally {
    await browser.close();
    await demo.close();
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function serve(folder: string): Promise<Backend> {
  return startBackend({
    port: ports.backend,
    host: 'localhost',
    dataDir: join(folder, 'data'),
    extensionIds: [extensionId],
    examOrigin: `http://localhost:${ports.demo}`,
    provider: { name: 'Northfield Assessments', contact: 'exams@northfield.example' },
  });
}

/** A browser in a window, so that the screen that is recorded is a real one; camera and microphone are synthetic. */
async function openBrowser(folder: string, sites: readonly string[]): Promise<Browser> {
  const opened = await launchBrowser({
    extension: resolve('dist/extension'),
    profile: join(folder, 'profile'),
    headless: false,
    sites,
    devices: 'real',
    flags: [
      ...syntheticDeviceFlags(syntheticMedia()),
      '--auto-select-desktop-capture-source=Entire screen',
      '--window-position=0,0',
      '--window-size=1280,800',
    ],
  });
  const context = opened.defaultBrowserContext();
  await context.overridePermissions(`chrome-extension://${extensionId}`, ['camera', 'microphone']);
  return opened;
}
