import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import sourceManifest from './manifest.json' with { type: 'json' };
import { manifestTexts, readLocales, shippedTexts } from './scripts/locale-files.ts';
import { manifestDifferences } from './scripts/manifest-blessing.ts';

/** A provider edition fixes the sites it may reach: they are granted at install instead of asked at the start. */
interface ProviderEdition {
  readonly name: string;
  readonly backend: string;
  readonly examOrigins: readonly string[];
}

const outDir = process.env.VIGIL_OUT ?? 'dist/extension';

/** Every folder of `extension/` with a page of its own, such as extension/onboarding/index.html. */
const pages = readdirSync('extension')
  .map((folder) => `extension/${folder}/index.html`)
  .filter((page) => existsSync(page));

function manifestOf(editionFile: string | undefined) {
  if (!editionFile) return sourceManifest;
  const edition = JSON.parse(readFileSync(editionFile, 'utf8')) as ProviderEdition;
  const hosts = [edition.backend, ...edition.examOrigins].map((address) => `${new URL(address).origin}/*`);
  return { ...sourceManifest, name: edition.name, host_permissions: [...new Set(hosts)] };
}

const manifest = manifestOf(process.env.VIGIL_PROVIDER);

/**
 * Puts the finishing touches to CRXJS's output, and checks it. CRXJS opens every script that is registered at run time to
 * all web pages, though the browser injects them without that: only what manifest.json names stays web-accessible. It
 * also leaves a second copy of these scripts behind, which nothing loads.
 */
function finishBundle(): Plugin {
  return {
    name: 'vigil:finish-bundle',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const file = join(outDir, 'manifest.json');
        if (!existsSync(file)) return; // the nested build of a content script
        const built = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
        built.web_accessible_resources = manifest.web_accessible_resources;
        writeFileSync(file, `${JSON.stringify(built, null, 2)}\n`);
        const hosts = 'host_permissions' in manifest ? manifest.host_permissions : [];
        const differences = manifestDifferences(built, hosts);
        if (differences.length > 0) this.error(`The manifest asks for more than was agreed: ${differences.join('; ')}`);
        removeUnloaded();
        writeTexts();
        cpSync(manifest.storage.managed_schema, join(outDir, manifest.storage.managed_schema));
      },
    },
  };
}

/** Every page and the worker read their texts from `texts/`; the browser reads those of the manifest. */
function writeTexts(): void {
  const locales = readLocales();
  for (const [language, file] of locales) {
    const texts = manifestTexts(file, locales.get('en') ?? {}, JSON.stringify(manifest));
    write(join('_locales', language, 'messages.json'), JSON.stringify(texts));
  }
  for (const [name, texts] of shippedTexts(locales)) write(join('texts', name), texts);
}

function write(name: string, content: string): void {
  const file = join(outDir, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Removes scripts that no page, worker or other script names, until none is left. */
function removeUnloaded(): void {
  for (const copy of globSync(join(outDir, 'assets/*.iife.ts-*.js'))) rmSync(copy);
  const files = globSync(join(outDir, '**/*.{js,html}'));
  const texts = files.map((file) => [file, readFileSync(file, 'utf8')] as const);
  const unloaded = files.filter((file) => {
    const isNamed = texts.some(([other, text]) => other !== file && text.includes(basename(file)));
    return file.includes('/assets/') && !isNamed;
  });
  for (const file of unloaded) rmSync(file);
  if (unloaded.length > 0) removeUnloaded();
}

const unused = resolve('scripts/unused-cryptography.ts');
/** Parts of a library that nothing here calls, and that its own form keeps from being left out. */
const alias = {
  '@noble/post-quantum/hybrid.js': unused,
  '@noble/curves/nist.js': unused,
  '@noble/hashes/scrypt.js': unused,
};

export default defineConfig({
  resolve: { alias },
  plugins: [preact(), crx({ manifest: manifest as ManifestV3Export }), finishBundle()],
  build: { outDir, emptyOutDir: true, target: 'chrome132', modulePreload: false, rollupOptions: { input: pages } },
});
