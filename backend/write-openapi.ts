import { writeFile } from 'node:fs/promises';
import { openApiDocument } from './openapi.ts';

// Run after a change of the protocol: npm run openapi
await writeFile(new URL('../docs/openapi.json', import.meta.url), `${JSON.stringify(openApiDocument(), null, 2)}\n`);
