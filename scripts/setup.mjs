/**
 * Makes a fresh clone ready to run: packages, the pinned Node, a browser. Does nothing, fast, when all is there.
 * Plain JavaScript for Node 20 and up, because it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { env, execPath, exit, getuid, platform, versions } from 'node:process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser.mjs';

const oldestNode = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

try {
  checkNode();
  installPackages();
  checkPinnedNode();
  installBrowser();
} catch (error) {
  console.error(`Setup: ${error instanceof Error ? error.message : error}`);
  exit(1);
}

function checkNode() {
  if (Number.parseInt(versions.node, 10) >= oldestNode) return;
  throw new Error(`this is Node ${versions.node}; install Node ${oldestNode} or newer from your system or nodejs.org.`);
}

function installPackages() {
  if (packagesMatchLock()) return;
  if (platform === 'win32' && execPath.startsWith(modules + sep)) {
    throw new Error('package-lock.json has changed. Run `npm ci`, then this command again.');
  }
  console.log('Installing packages (once) …');
  npm('ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error');
}

/** Whether the list of what is installed, which npm writes last of all, is what the lock file asks for. */
function packagesMatchLock() {
  const installedList = join(modules, '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  const installed = readJson(installedList).packages;
  return Object.keys(wanted)
    .filter((place) => place !== '' && !(wanted[place].optional && !installed[place]))
    .every((place) => installed[place]?.integrity === wanted[place].integrity);
}

/** The package `node` brings the runtime; its install script does not run where npm is told to ignore such scripts. */
function checkPinnedNode() {
  const wanted = readJson(join(root, 'package.json')).devDependencies.node;
  if (pinnedNode() === `v${wanted}`) return;
  npm('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  if (pinnedNode() === `v${wanted}`) return;
  throw new Error(`Node ${wanted} could not be installed for this system; see the README for the systems supported.`);
}

function pinnedNode() {
  const program = join(modules, 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(program) ? spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() : undefined;
}

function installBrowser() {
  if (findBrowser()) return;
  const advice = 'Install Google Chrome, Microsoft Edge or Chromium, or set VIGIL_BROWSER to the path of one.';
  if (platform !== 'linux' || getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`no browser found. ${advice}`);
  }
  console.log('Installing Chromium (once) …');
  run('apt-get', ['update', '-qq'], `no browser found, and the list of packages could not be read. ${advice}`);
  run(
    'apt-get',
    ['install', '-y', '-qq', 'chromium'],
    `no browser found, and Chromium could not be installed. ${advice}`,
  );
  if (!findBrowser()) throw new Error(`Chromium was installed but is not where it is looked for. ${advice}`);
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Runs npm on the Node that npm itself came with: the one in node_modules is about to be replaced.
 * @param {string[]} args
 */
function npm(...args) {
  const complaint = `npm ${args[0]} failed; the lines above say why. Check the network, then run this command again.`;
  const bin = join(modules, '.bin');
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== bin);
  const extra = { PATH: path.join(delimiter), PUPPETEER_SKIP_DOWNLOAD: '1' };
  if (env.npm_execpath && env.npm_node_execpath)
    run(env.npm_node_execpath, [env.npm_execpath, ...args], complaint, extra);
  else run('npm', args, complaint, extra);
}

/**
 * Runs a program quietly: its output appears only when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {string} complaint
 * @param {Record<string, string>} [extra]
 */
function run(program, args, complaint, extra = {}) {
  const result = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive', ...extra },
    shell: platform === 'win32' && program === 'npm',
    maxBuffer: 64_000_000,
  });
  if (result.status === 0) return;
  console.error([result.error?.message, result.stdout, result.stderr].filter(Boolean).join('\n').trim());
  throw new Error(complaint);
}
