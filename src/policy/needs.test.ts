import { describe, expect, it, test } from 'vitest';
import { defaultPolicy } from './default-policy.ts';
import { examMatchPatterns, originsNeeded, permissionsNeeded } from './needs.ts';
import type { Policy } from './schema.ts';

const origin = 'https://exam.example';

/** A policy that locks nothing. */
function open(): Policy {
  const policy = defaultPolicy(origin);
  Object.assign(policy.lockdown, {
    fullScreen: 'off',
    newTabs: 'allowed',
    closeTabs: false,
    printing: false,
    clipboard: false,
    downloads: false,
    rightClick: false,
  });
  return policy;
}

type Lockdown = Partial<Policy['lockdown']>;

describe('permissions', () => {
  it.each<[string, Lockdown, string[]]>([
    ['nothing', {}, []],
    ['closing tabs', { closeTabs: true }, ['tabs', 'tabGroups']],
    ['listed pages', { allow: ['https://dictionary.example/*'] }, ['tabs']],
    ['downloads', { downloads: true }, ['downloads']],
    ['the clipboard', { clipboard: true }, ['clipboardWrite']],
    ['one display', { oneScreen: true }, ['system.display']],
    ['telling of other extensions', { otherExtensions: 'report' }, ['management']],
    ['blocking other extensions', { otherExtensions: 'block' }, ['management']],
    ['clearing the cache', { clearCache: true }, ['browsingData']],
    // What needs none: the exam's own pages and the network rules do it.
    ['full screen', { fullScreen: 'lenient' }, []],
    ['no new tabs', { newTabs: 'none' }, []],
    ['new tabs by links', { newTabs: 'linksOnly' }, []],
    ['printing and the menu', { printing: true, rightClick: true }, []],
    ['codes', { reEntry: 'code' }, []],
  ])('%s', (_what, lockdown, permissions) => {
    const policy = open();
    Object.assign(policy.lockdown, lockdown);
    expect(permissionsNeeded(policy)).toEqual(permissions);
  });

  it('what the Default needs', () => {
    expect(permissionsNeeded(defaultPolicy(origin))).toEqual(['tabs', 'tabGroups', 'downloads', 'clipboardWrite']);
  });

  it('recording, checks and weights need none', () => {
    const policy = open();
    Object.assign(policy.recording, { camera: false, microphone: false, screen: false, input: true });
    expect(permissionsNeeded(policy)).toEqual(permissionsNeeded(open()));
  });

  it('but visited pages do: without it no address of another tab is seen', () => {
    const policy = open();
    policy.recording.webTraffic = true;
    expect(permissionsNeeded(policy)).toEqual(['tabs']);
  });
});

describe('sites', () => {
  test('the exam’s and the backend’s, each once', () => {
    expect(originsNeeded(open(), 'https://proctor.example')).toEqual([
      'https://exam.example/*',
      'https://proctor.example/*',
    ]);
    expect(originsNeeded(open(), origin)).toEqual(['https://exam.example/*']);
  });

  test('not those of listed pages: they are let through unseen', () => {
    const policy = open();
    policy.lockdown.allow = ['https://dictionary.example/*'];
    expect(originsNeeded(policy, origin)).toEqual(['https://exam.example/*']);
  });

  it.each([
    ['a port', ['http://localhost:4601/take/*'], ['http://localhost:4601/*']],
    ['any port', ['https://a.example:*/take/*'], ['https://a.example/*']],
    ['hosts below one', ['https://*.a.example/take/*'], ['https://*.a.example/*']],
    ['a host and those below it', ['https://{*.}?a.example/take/*'], ['https://*.a.example/*']],
    ['both schemes', ['http{s}?://a.example/take/*'], ['http://a.example/*', 'https://a.example/*']],
    ['the same host twice', ['https://a.example/take/*', 'https://a.example/review'], ['https://a.example/*']],
  ])('as the browser writes them: %s', (_what, patterns, matches) => {
    const policy = open();
    policy.exam = { start: patterns, take: patterns, end: patterns };
    expect(examMatchPatterns(policy)).toEqual(matches);
  });
});
