import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { extensionId } from './extension-id.ts';
import { startBackend } from './server.ts';

const help = `The reference backend of Vigil.

  node backend/main.ts [options]

  --port NUMBER          port to listen on (4600)
  --host NAME            address to listen on (127.0.0.1)
  --data FOLDER          where everything is kept (.vigil/backend)
  --origin URL           the address under which the world reaches this backend
  --extension ID         an extension that candidates may use; may be repeated (the id of this repository's manifest)
  --exam-origin URL      the exam platform that the Default template is made for (http://localhost:4601)
  --provider-name TEXT   who asks candidates for their consent
  --provider-contact TEXT  whom candidates may write to outside the chat
  --upload-days NUMBER   for how many days after its launch a recording is taken (14)
  --log                  print a line for every request
  --help                 print this

The environment may give the keys of the exam platform and the console: VIGIL_PLATFORM_KEY, VIGIL_OPERATOR_KEY.
Otherwise they are made at the first start and kept in the data folder, as platform.key and operator.key.`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4600' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: join('.vigil', 'backend') },
    origin: { type: 'string' },
    extension: { type: 'string', multiple: true },
    'exam-origin': { type: 'string' },
    'provider-name': { type: 'string' },
    'provider-contact': { type: 'string' },
    'upload-days': { type: 'string' },
    log: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

// Recordings and keys are for this user alone, whatever the folder's own permissions are.
process.umask(0o077);

if (values.help) console.log(help);
else await run();

async function run(): Promise<void> {
  const { VIGIL_PLATFORM_KEY: platformKey, VIGIL_OPERATOR_KEY: operatorKey } = process.env;
  const dataDir = resolve(values.data);
  const backend = await startBackend({
    port: Number(values.port),
    host: values.host,
    dataDir,
    extensionIds: values.extension ?? [await ownExtensionId()],
    log: values.log,
    ...(values['upload-days'] && { uploadDays: Number(values['upload-days']) }),
    ...(values.origin && { publicOrigin: values.origin }),
    ...(values['exam-origin'] && { examOrigin: values['exam-origin'] }),
    ...(values['provider-name'] && {
      provider: { name: values['provider-name'], contact: values['provider-contact'] ?? '' },
    }),
    ...(platformKey && { platformKey }),
    ...(operatorKey && { operatorKey }),
  });
  const where = (name: string, given: string | undefined) => (given ? 'the one you gave' : join(dataDir, name));
  console.log(`Vigil's backend listens on ${backend.origin}`);
  console.log(`Port          ${backend.port}`);
  console.log(`Console       ${backend.origin}/console/`);
  console.log(`Operator key  ${where('operator.key', operatorKey)}`);
  console.log(`Platform key  ${where('platform.key', platformKey)}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void backend.close());
}

async function ownExtensionId(): Promise<string> {
  const manifest: { key?: string } = JSON.parse(await readFile(new URL('../manifest.json', import.meta.url), 'utf8'));
  if (!manifest.key) throw new Error('The manifest holds no key. Name the extension: --extension ID');
  return extensionId(manifest.key);
}
