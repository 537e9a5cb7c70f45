import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

/**
 * A browser that can run the extension.
 * @typedef {{ path: string, kind: 'chrome' | 'edge' | 'chromium' }} Browser
 */

/** @type {Record<string, Browser['kind']>} Names under which browsers lie on PATH. */
const commands = {
  chromium: 'chromium',
  'chromium-browser': 'chromium',
  'google-chrome': 'chrome',
  'google-chrome-stable': 'chrome',
  'microsoft-edge': 'edge',
  'microsoft-edge-stable': 'edge',
};

/** @type {[path: string, kind: Browser['kind']][]} Where installers put browsers on macOS; the same below the home folder. */
const macApplications = [
  ['Applications/Chromium.app/Contents/MacOS/Chromium', 'chromium'],
  ['Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'chrome'],
  ['Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', 'edge'],
];

/** @type {[path: string, kind: Browser['kind']][]} Where installers put browsers on Windows, below each program folder. */
const windowsPrograms = [
  ['Chromium\\Application\\chrome.exe', 'chromium'],
  ['Google\\Chrome\\Application\\chrome.exe', 'chrome'],
  ['Microsoft\\Edge\\Application\\msedge.exe', 'edge'],
];

/**
 * The browser to use: the one that VIGIL_BROWSER names, otherwise the first that is installed, Chromium before Chrome
 * and Edge. Branded Chrome ignores `--load-extension`; Puppeteer's `enableExtensions` over a pipe works in all three.
 * @returns {Browser | null} null when none is installed
 * @throws {Error} when VIGIL_BROWSER names something that cannot be run
 */
export function findBrowser() {
  const chosen = env.VIGIL_BROWSER;
  if (chosen) {
    if (!isProgram(chosen)) throw new Error(`VIGIL_BROWSER names ${chosen}, which is not a program that can be run.`);
    return { path: chosen, kind: kindOf(chosen) };
  }
  for (const [path, kind] of candidates()) if (isProgram(path)) return { path, kind };
  return null;
}

/** @returns {[path: string, kind: Browser['kind']][]} */
function candidates() {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  switch (platform) {
    case 'win32': {
      const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
      return windowsPrograms.flatMap(([path, kind]) =>
        roots.map((root) => /** @type {const} */ ([join(root, path), kind])),
      );
    }
    case 'darwin':
      return macApplications.flatMap(([path, kind]) => [
        [join('/', path), kind],
        [join(env.HOME ?? '/', path), kind],
      ]);
    default:
      return Object.entries(commands).flatMap(([name, kind]) =>
        [...folders, '/usr/bin', '/snap/bin'].map((folder) => /** @type {const} */ ([join(folder, name), kind])),
      );
  }
}

/** @param {string} path */
function kindOf(path) {
  if (/edge/i.test(path)) return 'edge';
  return /chromium/i.test(path) ? 'chromium' : 'chrome';
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
