/**
 * Who may import what. docs/architecture.md explains the house; this table is its law, and `npm run imports` keeps it.
 * Import cycles are refused by the linter (noImportCycles).
 */

/** A part of the tree with one rule. Paths begin at the repository's root; one ending in `/` means everything below. */
export interface Zone {
  readonly within: string;
  /** Files of ours that it may import besides its own. */
  readonly ours: readonly string[];
  /** Packages that it may import; `chrome` stands for the extension API, which is a global. */
  readonly packages: readonly string[];
  /** Whether it runs in Node and may import `node:` modules. */
  readonly node?: boolean;
  /** Files of ours that it may not reach through those it may import either. */
  readonly never?: readonly string[];
}

const zone = (
  within: string,
  ours: readonly string[],
  packages: readonly string[] = [],
  limits: Pick<Zone, 'node' | 'never'> = {},
): Zone => ({ within, ours, packages, ...limits });

/** The core runs anywhere: no page, no extension API, no Node. Its areas may build on each other. */
const core = ['evidence', 'lockdown', 'outbox', 'policy', 'protocol', 'recording', 'rehearsal', 'session', 'words'].map(
  (area) => `src/${area}/`,
);
/** Packages that touch neither page, nor extension, nor Node. */
const anywhere = ['jose', 'valibot'];
const view = ['preact', '@preact/signals', 'valibot'];
/** What a page of the extension is made of. */
const page = [...core, 'src/browser/', 'src/ui/'];

/** The first zone that holds a file is its own: narrower ones come first. */
export const zones: readonly Zone[] = [
  // What crosses a wire is what both sides agree on: it knows nothing of either.
  zone('src/protocol/', [], ['valibot']),
  // Keys in the age format, and the encryption for them.
  zone('src/policy/', core, ['@scure/base', ...anywhere]),
  zone('src/evidence/', core, ['@scure/base', 'age-encryption', ...anywhere]),
  ...['lockdown', 'outbox', 'recording', 'rehearsal', 'session'].map((area) => zone(`src/${area}/`, core, anywhere)),
  // What is said to the candidate. The message catalogues give texts their type, and the console what a candidate read.
  zone('src/words/', [...core, 'extension/_locales/'], anywhere),
  // The one door to the extension API. Types of it may be named anywhere.
  zone('src/browser/webext.ts', [], ['webextension-polyfill', 'chrome']),
  zone('src/browser/content-client.ts', core, ['chrome']),
  zone('src/browser/exam-memory.ts', [], ['chrome']),
  zone('src/browser/line.ts', [], ['chrome']),
  zone('src/browser/shadow-root.ts', [], ['chrome']),
  zone('src/browser/', [...core, 'src/browser/'], ['idb', ...anywhere]),
  // What the extension's pages share.
  zone('src/ui/', [...core, 'src/browser/'], view),

  // Contexts never import each other. They talk through messages of src/protocol.
  zone('background/', [...core, 'src/browser/'], anywhere),
  // A guest in the exam page, small and without secrets: no policy, no session, no database.
  zone('content-scripts/', [
    'src/protocol/',
    'src/lockdown/',
    'src/browser/content-client.ts',
    'src/browser/exam-memory.ts',
    'src/browser/line.ts',
    'src/browser/shadow-root.ts',
  ]),
  zone('popup/', page, view),
  zone('extension/finish/', page, view),
  zone('extension/offscreen/', page, anywhere),
  zone('extension/onboarding/', page, view),
  zone('extension/overlay/', page, view),
  zone('extension/rehearsal/', page, view),
  zone('extension/settings/', page, view),

  // The console is a web page of the backend: it knows the protocol, no code of the backend, and no extension API.
  zone(
    'backend/console/app/',
    ['src/policy/', 'src/protocol/', 'src/evidence/', 'src/rehearsal/', 'src/words/', 'src/ui/'],
    view,
    {
      never: ['src/browser/'],
    },
  ),
  // The backend must be replaceable by anybody's: it shares the protocol with the extension, which languages there are, and
  // nothing else.
  zone(
    'backend/',
    ['src/policy/', 'src/protocol/', 'src/evidence/', 'src/words/languages.ts'],
    ['hono', '@hono/node-server', 'kysely', 'mediabunny', 'modern-tar', '@valibot/to-json-schema', ...anywhere],
    { node: true },
  ),
];

/** Tests, tools and build settings may import anything; no product file may import them. */
export const unbound = /^(tests|scripts)\/|\.test\.tsx?$|\.config\.ts$/;
