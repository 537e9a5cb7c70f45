import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { extname, resolve, sep } from 'node:path';
import { syntheticMedia } from '../../scripts/synthetic-media.ts';

/** Serves this repository's pages and modules to a browser, so that a bare page can use the product's own settings. */
export interface SourceServer {
  readonly origin: string;
  close(): void;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.mjs': 'text/javascript',
  '.ts': 'text/javascript',
};

/** Starts it on a free port of the loopback. Types are stripped from `.ts`; `/camera.y4m` is the synthetic webcam. */
export async function serveSources(): Promise<SourceServer> {
  const { camera } = syntheticMedia();
  const root = resolve('.');
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/camera.y4m' ? camera : resolve(root, `.${path}`);
    const isOurs = file === camera || (file.startsWith(root + sep) && extname(file) in types);
    if (!isOurs || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    if (extname(file) === '.ts') return response.end(stripTypeScriptTypes(readFileSync(file, 'utf8')));
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return { origin: `http://localhost:${port}`, close: () => void server.close() };
}
