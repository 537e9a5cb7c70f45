import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifestDifferences } from '../../scripts/manifest-blessing.ts';
import { builtManifest } from './built-extension.ts';

describe('the built manifest', () => {
  it('asks for what was agreed and for nothing else', () => {
    expect(manifestDifferences(builtManifest())).toEqual([]);
  });

  it('asks for no host at install', () => {
    const { host_permissions: hosts, content_scripts: scripts } = builtManifest();
    expect(hosts ?? []).toEqual([]);
    expect(scripts ?? []).toEqual([]);
  });

  it('never asks for what would let it watch or steer the candidate elsewhere', () => {
    const { permissions, optional_permissions: optional, optional_host_permissions: hosts } = builtManifest();
    expect(permissions).not.toContain('management');
    const everything = [permissions, optional, hosts].flat();
    for (const forbidden of ['<all_urls>', '*://*/*', 'debugger', 'geolocation', 'history', 'proxy', 'webRequest']) {
      expect(everything).not.toContain(forbidden);
    }
  });

  it('shows web pages the overlay and nothing else', () => {
    const resources = builtManifest().web_accessible_resources as { resources: string[]; use_dynamic_url: boolean }[];
    expect(resources.flatMap((entry) => entry.resources)).toEqual(['extension/overlay/index.html']);
    expect(resources.every((entry) => entry.use_dynamic_url)).toBe(true);
  });
});

describe('manifestDifferences', () => {
  const agreed = JSON.parse(readFileSync('tests/repo/blessed-manifest.json', 'utf8'));

  it('takes lists in any order', () => {
    expect(manifestDifferences({ ...agreed, permissions: agreed.permissions.toReversed() })).toEqual([]);
  });

  it('finds a permission added, one removed, and a key that nobody knew', () => {
    expect(manifestDifferences({ ...agreed, permissions: [...agreed.permissions, 'proxy'] })).toHaveLength(1);
    expect(manifestDifferences({ ...agreed, permissions: agreed.permissions.slice(1) })).toHaveLength(1);
    expect(manifestDifferences({ ...agreed, devtools_page: 'page.html' })).toHaveLength(1);
  });

  it('takes the hosts of a provider edition, exactly', () => {
    const hosts = ['https://exam.example/*', 'https://proctoring.example/*'];
    expect(manifestDifferences({ ...agreed, host_permissions: hosts }, hosts)).toEqual([]);
    expect(manifestDifferences({ ...agreed, host_permissions: [...hosts, 'https://*/*'] }, hosts)).toHaveLength(1);
    expect(manifestDifferences({ ...agreed, host_permissions: hosts })).toHaveLength(1);
  });
});
