import type { Policy } from './schema.ts';

/** Optional permissions of the browser that a policy can call for. */
export type OptionalPermission =
  | 'tabs'
  | 'tabGroups'
  | 'downloads'
  | 'clipboardWrite'
  | 'system.display'
  | 'management'
  | 'browsingData';

/** Whether a policy asks for anything to be recorded, so that a device with room and a link for it is needed. */
export function recordsAnything({ recording }: Policy): boolean {
  const { camera, microphone, screen, webTraffic, input, deskScan } = recording;
  return camera || microphone || screen || webTraffic || input || deskScan !== 'off';
}

/** Whether a policy changes anything in the candidate's browser. */
export function locksAnything({ lockdown }: Policy): boolean {
  const { fullScreen, oneScreen, newTabs, closeTabs, printing, clipboard, downloads, rightClick } = lockdown;
  const { clearCache, otherExtensions } = lockdown;
  const isGuarded = printing || clipboard || downloads || rightClick || clearCache || otherExtensions !== 'allowed';
  return isGuarded || fullScreen !== 'off' || oneScreen || newTabs !== 'allowed' || closeTabs;
}

/** The browser permissions, besides host access, that this policy cannot do without. Asked on the candidate's click, given back at the end. */
export function permissionsNeeded({ lockdown, recording }: Policy): OptionalPermission[] {
  const needed: OptionalPermission[] = [];
  if (lockdown.closeTabs || lockdown.allow.length > 0 || recording.webTraffic) needed.push('tabs');
  if (lockdown.closeTabs) needed.push('tabGroups');
  if (lockdown.downloads) needed.push('downloads');
  if (lockdown.clipboard) needed.push('clipboardWrite');
  if (lockdown.oneScreen) needed.push('system.display');
  if (lockdown.otherExtensions !== 'allowed') needed.push('management');
  if (lockdown.clearCache) needed.push('browsingData');
  return needed;
}

/**
 * The sites that the session needs access to, as the browser's match patterns: the exam's and the backend's, exactly.
 * None for the extension itself, where a rehearsal has both.
 * @param backend origin of the backend
 */
export function originsNeeded(policy: Policy, backend: string): string[] {
  return [...new Set([...examMatchPatterns(policy), `${backend}/*`])].filter(isWebSite);
}

/** The match patterns of the web pages in which the exam takes place. */
export function examMatchPatterns({ exam }: Policy): string[] {
  return [...new Set([...exam.start, ...exam.take, ...exam.end].flatMap(matchPatterns))].filter(isWebSite);
}

function isWebSite(pattern: string): boolean {
  return pattern.startsWith('http');
}

function matchPatterns(pattern: string): string[] {
  const { protocol, hostname, port } = new URLPattern(pattern);
  const host = hostname.replace(/^\{\*\.\}\?/, '*.');
  const schemes = protocol === 'http{s}?' ? ['http', 'https'] : [protocol];
  return schemes.map((scheme) => `${scheme}://${host}${port && port !== '*' ? `:${port}` : ''}/*`);
}
