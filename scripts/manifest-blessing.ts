/**
 * The powers that the extension asks for are agreed on in tests/repo/blessed-manifest.json. A build whose manifest asks
 * for anything else fails: a permission never creeps in through a dependency or a bundler.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

type Manifest = Readonly<Record<string, unknown>>;

const blessedFile = 'tests/repo/blessed-manifest.json';

/** Keys that name and describe the extension and grant it nothing. Every other key is a power, unknown ones too. */
const harmless = new Set([
  'action',
  'background',
  'default_locale',
  'description',
  'icons',
  'key',
  'manifest_version',
  'minimum_chrome_version',
  'name',
  'options_page',
  'short_name',
  'storage',
  'version',
]);

/**
 * How a manifest differs from what was agreed, one sentence each; empty when it does not.
 * @param editionHosts host permissions of a provider's edition, which the provider chose for its own candidates
 */
export function manifestDifferences(manifest: Manifest, editionHosts: readonly string[] = []): string[] {
  const blessed: Manifest = JSON.parse(readFileSync(blessedFile, 'utf8'));
  const agreed: Manifest = editionHosts.length > 0 ? { ...blessed, host_permissions: editionHosts } : blessed;
  const keys = new Set([...Object.keys(agreed), ...Object.keys(manifest)]);
  return [...keys]
    .filter((key) => !harmless.has(key) && !isDeepStrictEqual(ordered(manifest[key]), ordered(agreed[key])))
    .map((key) => `${key} is ${JSON.stringify(manifest[key])}; ${blessedFile} says ${JSON.stringify(agreed[key])}`);
}

/** A value whose lists are sorted: their order means nothing in a manifest. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, ordered(member)]));
}
