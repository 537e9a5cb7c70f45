import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const types: Readonly<Record<string, string>> = {
  'northfield.css': 'text/css',
  'controls.css': 'text/css',
  'exam.css': 'text/css',
  'dashboard.js': 'text/javascript',
  'launch.js': 'text/javascript',
  'exam.js': 'text/javascript',
  'crest.svg': 'image/svg+xml',
  'glossary.txt': 'text/plain',
};

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Styles, scripts and pictures of the platform, and Vigil's page SDK as a school would copy it to its site. */
export function assetRoutes(): Hono {
  const routes = new Hono();
  const files = new Map(Object.keys(types).map((name) => [name, read(`assets/${name}`)]));
  const sdk = read('../sdk/vigil.js');
  routes.get('/assets/:name', (context) => {
    const name = context.req.param('name');
    const content = files.get(name);
    if (content === undefined) return context.notFound();
    return context.body(content, 200, { 'content-type': `${types[name]}; charset=utf-8` });
  });
  routes.get('/vigil.js', (context) => context.body(sdk, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  return routes;
}
