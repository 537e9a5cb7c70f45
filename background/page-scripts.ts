import clipboard from '../content-scripts/clipboard.iife.ts?script&iife';
import clipboardMain from '../content-scripts/clipboard-main.iife.ts?script&iife';
import contextMenu from '../content-scripts/context-menu.iife.ts?script&iife';
import examPage from '../content-scripts/exam-page.iife.ts?script&iife';
import input from '../content-scripts/input.iife.ts?script&iife';
import links from '../content-scripts/links.iife.ts?script&iife';
import navigation from '../content-scripts/navigation.iife.ts?script&iife';
import newTab from '../content-scripts/new-tab.iife.ts?script&iife';
import newTabMain from '../content-scripts/new-tab-main.iife.ts?script&iife';
import print from '../content-scripts/print.iife.ts?script&iife';
import printMain from '../content-scripts/print-main.iife.ts?script&iife';
import promptsMain from '../content-scripts/prompts-main.iife.ts?script&iife';
import savePage from '../content-scripts/save-page.iife.ts?script&iife';
import type { ContentOrder } from '../src/browser/content-client.ts';
import { browser, chromeApi } from '../src/browser/webext.ts';
import { examMatchPatterns } from '../src/policy/needs.ts';
import type { Policy } from '../src/policy/schema.ts';
import { CandidateError, say } from '../src/words/saying.ts';

interface PageScript {
  readonly id: string;
  readonly file: string;
  /** Whether the policy asks for this guard. */
  readonly needed: (policy: Policy) => boolean;
  /** Only in the page's own world can the page's own calls be answered. */
  readonly main?: true;
}

/** One guard a file; which of them run is known before the page loads, so that none has to wait for an answer. */
const scripts: readonly PageScript[] = [
  { id: 'exam-page', file: examPage, needed: () => true },
  // Before the guards: what they stop is counted too.
  { id: 'input', file: input, needed: ({ recording }) => recording.input },
  { id: 'clipboard', file: clipboard, needed: ({ lockdown }) => lockdown.clipboard },
  { id: 'clipboard-main', file: clipboardMain, needed: ({ lockdown }) => lockdown.clipboard, main: true },
  { id: 'context-menu', file: contextMenu, needed: ({ lockdown }) => lockdown.rightClick },
  { id: 'print', file: print, needed: ({ lockdown }) => lockdown.printing },
  { id: 'print-main', file: printMain, needed: ({ lockdown }) => lockdown.printing, main: true },
  { id: 'navigation', file: navigation, needed: () => true },
  { id: 'prompts-main', file: promptsMain, needed: () => true, main: true },
  { id: 'new-tab', file: newTab, needed: ({ lockdown }) => lockdown.newTabs === 'none' },
  { id: 'new-tab-main', file: newTabMain, needed: ({ lockdown }) => lockdown.newTabs === 'none', main: true },
  { id: 'links', file: links, needed: ({ lockdown }) => lockdown.newTabs === 'linksOnly' },
  { id: 'save-page', file: savePage, needed: ({ lockdown }) => lockdown.downloads },
];

/**
 * Registers what the policy needs in the exam's pages, every frame of them, before the page's own scripts. The page of a
 * rehearsal is none of the web's.
 * @throws CandidateError when the browser has not granted access to the exam's sites: registering would silently do nothing
 */
export async function registerScripts(policy: Policy): Promise<void> {
  const matches = examMatchPatterns(policy);
  if (!(await browser.permissions.contains({ origins: matches }))) {
    throw new CandidateError(say('startNoAccess'));
  }
  await unregisterScripts();
  if (matches.length === 0) return;
  await chromeApi.scripting.registerContentScripts(
    scriptsFor(policy).map(({ id, file, main }) => ({
      id,
      js: [file],
      matches,
      world: worldOf(main),
      runAt: 'document_start' as const,
      allFrames: true,
      matchOriginAsFallback: true,
      persistAcrossSessions: false,
    })),
  );
}

/** The files of what the policy needs: a page of ours, into which the browser brings no scripts, loads them itself. */
export function scriptFiles(policy: Policy): string[] {
  return scriptsFor(policy).map(({ file }) => file);
}

/** Brings the scripts into a page that is open already and has none, because the extension was started again since. */
export async function ensureScripts(tabId: number, policy: Policy): Promise<void> {
  if (await orderPage(tabId, { type: 'look' })) return;
  for (const { file, main } of scriptsFor(policy)) {
    const target = { tabId, allFrames: true };
    const injection = { target, files: [file], world: worldOf(main), injectImmediately: true };
    await chromeApi.scripting.executeScript(injection).catch(() => undefined); // no access any more
  }
}

function scriptsFor(policy: Policy): PageScript[] {
  return scripts.filter(({ needed }) => needed(policy));
}

function worldOf(main: true | undefined): chrome.scripting.ExecutionWorld {
  return (main ? 'MAIN' : 'ISOLATED') as chrome.scripting.ExecutionWorld;
}

/** Takes the scripts away from pages that load from now on. */
export async function unregisterScripts(): Promise<void> {
  const registered = await chromeApi.scripting.getRegisteredContentScripts();
  if (registered.length > 0)
    await chromeApi.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
}

/** Gives an order to all frames of a tab. @returns false where no script of ours hears it: the page needs no order */
export async function orderPage(tabId: number, order: ContentOrder): Promise<boolean> {
  return browser.tabs.sendMessage(tabId, order).then(
    () => true,
    () => false,
  );
}
