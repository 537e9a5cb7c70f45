import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../backend/openapi.ts';
import { type EndpointName, endpoints } from '../../src/protocol/endpoints.ts';
import { startTestBackend } from './test-backend.ts';

const document = openApiDocument() as {
  paths: Record<string, Record<string, { operationId: string }>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
};

test('the document in docs/ is the one that the schemas make (npm run openapi)', async () => {
  const written = await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
});

test('a backend serves it', async () => {
  const backend = await startTestBackend();
  const served = await (await fetch(`${backend.origin}/openapi.json`)).json();
  expect(served).toEqual(JSON.parse(JSON.stringify(document)));
  await backend.remove();
});

test('it names every endpoint, and every reference in it leads somewhere', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
    (Object.keys(endpoints) as EndpointName[]).sort(),
  );
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(references.length).toBeGreaterThan(20);
  for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  expect(JSON.stringify(document)).not.toContain('$defs');
});
