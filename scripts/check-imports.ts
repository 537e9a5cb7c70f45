import { brokenImportRules } from './imports.ts';

const broken = brokenImportRules(process.cwd());
for (const sentence of broken) console.error(sentence);
if (broken.length > 0) process.exitCode = 1;
