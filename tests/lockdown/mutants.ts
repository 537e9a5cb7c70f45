import { changed } from '../harness/variant.ts';

/** One thing that a build lacks, to see whether the suite misses it. */
export interface Mutant {
  /** What is switched off, in a few words. */
  readonly name: string;
  /** Keys of the settings whose scenarios must notice. */
  readonly settings: readonly string[];
  readonly file: string;
  /** Only scenarios that need a display can notice. */
  readonly needs?: 'display';
  /** Makes the file's source without it. */
  readonly without: (source: string) => string;
}

/** A script that does nothing. */
const empty = () => 'export {};\n';

/** A class that answers every call with nothing, and does nothing. */
const inert = (source: string) => {
  const name = source.match(/export class (\w+)/)?.[1];
  return `export class ${name} {
    constructor() {
      return new Proxy(this, { get: (_, key) => (key === 'then' ? undefined : () => Promise.resolve(undefined)) });
    }
  }\n`;
};

/** The first line of a function's body returns at once. */
const returning =
  (head: RegExp, value = '') =>
  (source: string) => {
    const at = source.search(head);
    const body = source.indexOf('{\n', at);
    if (at < 0 || body < 0) throw new Error(`The source does not hold ${head} any more: bring the mutant up to date`);
    return `${source.slice(0, body + 2)}  if (Date.now() > 0) return ${value};\n${source.slice(body + 2)}`;
  };

const guard = (name: string, ...settings: string[]): Mutant => ({
  name: `worker guard: ${name}`,
  settings,
  file: `background/guards/${name}.ts`,
  without: inert,
});
const script = (name: string, ...settings: string[]): Mutant => ({
  name: `page guard: ${name}`,
  settings,
  file: `content-scripts/${name}.iife.ts`,
  without: empty,
});
const part = (name: string, file: string, without: Mutant['without'], ...settings: string[]): Mutant => ({
  name,
  settings,
  file,
  without,
});

const lockdown = (name: string) => `lockdown.${name}`;

/** Every guard of the lockdown, and the parts of it that a scenario relies on. */
export const mutants: readonly Mutant[] = [
  guard('presence', lockdown('fullScreen')),
  {
    ...part(
      'prompts and pickers are expected',
      'content-scripts/browser-dialogs.ts',
      returning(/export function watchBrowserDialogs/),
      lockdown('fullScreen'),
    ),
    needs: 'display',
  },
  part(
    'a killed browser spends nothing',
    'src/lockdown/full-screen-budget.ts',
    changed('settled(budget, budget.seenAt)', 'settled(budget, Number.MAX_SAFE_INTEGER)'),
    lockdown('fullScreen'),
  ),
  part(
    'accommodated events',
    'src/session/machine.ts',
    changed('return isExempt || isLarger ?', 'return isExempt && isLarger && accommodation === null ?'),
    lockdown('fullScreen'),
  ),
  guard('displays', lockdown('oneScreen')),
  part(
    'two displays refuse the start',
    'background/displays.ts',
    changed("? 'several' : 'one'", "? 'one' : 'one'"),
    lockdown('oneScreen'),
  ),
  part(
    'a covered page is held',
    'content-scripts/held-page.ts',
    returning(/export function holdPage/),
    lockdown('oneScreen'),
  ),
  guard('new-tabs', lockdown('newTabs'), lockdown('allow')),
  script('new-tab', lockdown('newTabs')),
  script('new-tab-main', lockdown('newTabs')),
  script('links', lockdown('newTabs')),
  part(
    'no page loads in a foreign tab',
    'background/rules.ts',
    changed("newTabs === 'none'", "newTabs === 'allowed'"),
    lockdown('newTabs'),
  ),
  part(
    'listed pages are let through',
    'background/rules.ts',
    changed('rules.push(...policy.lockdown.allow.map(listedPageRule));', ''),
    lockdown('allow'),
  ),
  // Without a window manager no window takes the focus from another.
  {
    ...part(
      'listed pages cost no time',
      'background/guards/presence.ts',
      changed("=== 'allowed';", "=== 'take';"),
      lockdown('allow'),
    ),
    needs: 'display',
  },
  guard('navigation', 'exam.take'),
  script('navigation', 'exam.take'),
  part(
    'no foreign page loads in the exam’s tab',
    'background/rules.ts',
    changed('[examTabRule(policy, examTab, backend)]', '[]'),
    'exam.take',
  ),
  part(
    'other tabs are closed',
    'background/tabs.ts',
    returning(/export async function closeTabs/),
    lockdown('closeTabs'),
  ),
  part(
    'other tabs are given back',
    'background/tabs.ts',
    returning(/export async function giveBackTabs/, '[]'),
    lockdown('closeTabs'),
  ),
  part(
    'tabs come back in their groups',
    'background/tabs.ts',
    returning(/async function regroup/),
    lockdown('closeTabs'),
  ),
  script('print', lockdown('printing')),
  script('print-main', lockdown('printing')),
  script('clipboard', lockdown('clipboard')),
  script('clipboard-main', lockdown('clipboard')),
  part(
    'guards survive document.write',
    'content-scripts/frame.ts',
    returning(/function onDocumentReplaced/),
    lockdown('clipboard'),
    'session',
  ),
  guard('downloads', lockdown('downloads')),
  script('save-page', lockdown('downloads')),
  script('context-menu', lockdown('rightClick')),
  part(
    'the cache is cleared',
    'background/jobs.ts',
    changed('await chromeApi.browsingData.removeCache({ origins });', ''),
    lockdown('clearCache'),
  ),
  part(
    'the backend judges the code',
    'background/re-entry.ts',
    returning(/export async function enterAgain/),
    lockdown('reEntry'),
  ),
  part(
    '“never” ends the attempt',
    'src/session/machine-exam.ts',
    changed("lockdown.reEntry === 'never'", "lockdown.reEntry === 'code'"),
    lockdown('reEntry'),
  ),
  guard('extensions', lockdown('otherExtensions')),
  part(
    'extensions are switched off',
    'background/extensions.ts',
    returning(/export async function disableExtensions/),
    lockdown('otherExtensions'),
  ),
  part(
    'extensions are switched on again',
    'background/extensions.ts',
    returning(/export async function enableExtensions/, '[]'),
    lockdown('otherExtensions'),
  ),
  part(
    'accommodated extensions',
    'src/lockdown/assistive-extensions.ts',
    changed('accommodation?.extensions?.includes(id) === true', 'accommodation === undefined'),
    lockdown('otherExtensions'),
  ),
  guard('web-traffic', 'recording.webTraffic'),
  script('input', 'recording.input'),
  guard('permissions', 'session'),
  { ...guard('devtools', 'session'), needs: 'display' },
  part(
    'a lost recorder is missed',
    'background/boot.ts',
    changed('!(await hasRecorder())', '(await hasRecorder()) === undefined'),
    'session',
  ),
  part(
    'a restarted extension goes on',
    'background/boot.ts',
    changed('if (isColdStart) return', 'if (!isColdStart && tabId === -2) return'),
    'session',
  ),
  part(
    'an interrupted exam keeps its page',
    'background/jobs.ts',
    returning(/async function liveExamTab/, 'undefined'),
    'session',
  ),
];
