import { readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getMimeType } from 'hono/utils/mime';
import { Refusal } from './problem.ts';

/** Where the build puts the console. */
const built = fileURLToPath(new URL('../dist/console/', import.meta.url));

/** The console loads nothing from elsewhere, and nothing may frame it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * A file of the console. Paths without an extension are the console's own addresses, and get its page.
 * @param path behind `/console/`
 * @param folder with the built console
 * @throws Refusal `not-found`
 */
export async function consoleFile(path: string, folder = built): Promise<Response> {
  const name = extname(path) === '' ? 'index.html' : path;
  const content = await readInside(folder, name);
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': getMimeType(name) ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
      // Names of assets carry a hash of their content.
      'Cache-Control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

async function readInside(folder: string, name: string): Promise<Buffer> {
  const file = join(folder, name);
  if (relative(folder, file).startsWith('..')) throw missing();
  try {
    return await readFile(file);
  } catch {
    throw missing();
  }
}

function missing(): Refusal {
  return new Refusal('not-found', 'The console has no such page. If it has not been built yet, run: npm run build');
}
