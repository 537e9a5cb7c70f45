import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { unbound, type Zone, zones } from './import-rules.ts';

/** One import of one source file. */
interface Import {
  readonly file: string;
  readonly line: number;
  /** What stands in the source, such as `../protocol/api.ts` or `hono`. */
  readonly specifier: string;
}

const sources = '{background,backend,content-scripts,extension,popup,src}/**/*.{ts,tsx}';

/** Every product file written in TypeScript, with forward slashes, from the repository's root. */
export function productFiles(root: string): string[] {
  return globSync(sources, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !unbound.test(file) && !file.endsWith('.d.ts'));
}

/**
 * Every import of a file: static, re-exported, dynamic, and of types alone; and each use of the global `chrome`.
 * @throws Error when the file cannot be parsed
 */
export function importsOf(root: string, file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const found: Import[] = [];
  const add = (start: number, specifier: string) =>
    found.push({ file, line: text.slice(0, start).split('\n').length, specifier });
  const note = (source: { start: number; value?: unknown } | null) => {
    if (source) add(source.start, typeof source.value === 'string' ? source.value : '(an address made at run time)');
  };
  new Visitor({
    ImportDeclaration: ({ source }) => note(source),
    ExportNamedDeclaration: ({ source }) => note(source),
    ExportAllDeclaration: ({ source }) => note(source),
    ImportExpression: ({ source }) => note(source),
    TSImportType: ({ source }) => note(source),
    MemberExpression: ({ object, start }) => {
      if (object.type === 'Identifier' && object.name === 'chrome') add(start, 'chrome');
    },
  }).visit(program);
  return found;
}

/** What breaks the import rules below `root`, one sentence each; empty when all is well. */
export function brokenImportRules(root: string): string[] {
  const imports = new Map(productFiles(root).map((file) => [file, importsOf(root, file)]));
  return [...imports].flatMap(([file, found]) => {
    const zone = zoneOf(file);
    if (!zone) return [`${file}: belongs to no zone of scripts/import-rules.ts`];
    const refused = found.filter((each) => !allowed(zone, each));
    const reached = forbiddenReach(zone, file, imports);
    return [
      ...refused.map(({ line, specifier }) => `${file}:${line}: ${zone.within} may not import ${specifier}`),
      ...(reached ? [`${reached.join(' -> ')}: ${zone.within} may not reach the last of these`] : []),
    ];
  });
}

function allowed(zone: Zone, found: Import): boolean {
  // The address of a script, not its code: how the service worker registers content scripts.
  if (found.specifier.includes('?script')) return true;
  if (isBuiltin(found.specifier)) return zone.node === true;
  const target = targetOf(found);
  if (target === null) return zone.packages.includes(packageName(found.specifier));
  if (unbound.test(target)) return false;
  // A narrower zone inside this one is not its own.
  return zoneOf(target) === zone || zone.ours.some((place) => holds(place, target));
}

/** The shortest way from a file to one that its zone may never reach; null when there is none. */
function forbiddenReach({ never = [] }: Zone, file: string, imports: ReadonlyMap<string, Import[]>): string[] | null {
  if (never.length === 0) return null;
  const ways = [[file]];
  const seen = new Set([file]);
  for (const way of ways) {
    for (const found of imports.get(way.at(-1) ?? file) ?? []) {
      const target = targetOf(found);
      if (target === null || seen.has(target)) continue;
      if (never.some((place) => holds(place, target))) return [...way, target];
      seen.add(target);
      ways.push([...way, target]);
    }
  }
  return null;
}

/** The file of ours that an import leads to, from the repository's root; null for a package. */
function targetOf({ file, specifier }: Import): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier.replace(/\?.*/, '')) : null;
}

/** `hono` for `hono/html`, `@preact/signals` for itself. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function zoneOf(file: string): Zone | undefined {
  return zones.find(({ within }) => holds(within, file));
}

function holds(place: string, file: string): boolean {
  return place.endsWith('/') ? file.startsWith(place) : file === place;
}
