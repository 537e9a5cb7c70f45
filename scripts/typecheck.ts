/** Checks the types of every folder that has a tsconfig.json: each sees only what exists where its code runs. */
import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { runTool } from './run-script.ts';

const atOnce = 2;
const folders = globSync('{backend,background,content-scripts,extension,popup,src,tests}/**/tsconfig.json').map(
  dirname,
);

async function checkNext(): Promise<void> {
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { ok, output } = await runTool('typescript/bin/tsc', '-p', folder);
    if (ok) continue;
    console.error(`Types of ${folder}:\n${output}`);
    process.exitCode = 1;
  }
}

await Promise.all(Array.from({ length: atOnce }, checkNext));
