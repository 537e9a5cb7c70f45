import type { BrowserFacts } from './browser-checks.ts';

/** The names under which a browser introduces itself, with their major versions. */
export interface Brand {
  readonly brand: string;
  readonly version: string;
}

/**
 * Which browser this is. What is built on Chromium and is neither Chrome nor Edge is `chromium`; the version is always
 * Chromium's, since it decides what works.
 * @param userAgent what the browser calls itself, for one that names no brands
 */
export function browserBrand(brands: readonly Brand[], userAgent: string): Pick<BrowserFacts, 'kind' | 'version'> {
  const named = (name: string) => brands.find(({ brand }) => brand === name);
  const version = Number(named('Chromium')?.version ?? userAgent.match(/Chrome\/(\d+)/)?.[1] ?? 0);
  if (named('Microsoft Edge') || userAgent.includes('Edg/')) return { kind: 'edge', version };
  return { kind: named('Google Chrome') ? 'chrome' : 'chromium', version };
}
