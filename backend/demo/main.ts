import { parseArgs } from 'node:util';
import { startDemo } from './platform.ts';

const usage = `Demonstration exam platform of Vigil.

  node backend/demo/main.ts --platform-key KEY [options]

  --backend ORIGIN     the Vigil backend (http://127.0.0.1:4600)
  --port NUMBER        port to listen on (4601)
  --host NAME          host name (localhost)
  --operator-key KEY   writes the platform's own policy template at first use
  --template ID        template for schedules ("default"; with an operator key "northfield")
  --extension ID       another edition of the extension

The keys may also come from the environment: VIGIL_PLATFORM_KEY, VIGIL_OPERATOR_KEY.`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4601' },
    host: { type: 'string', default: 'localhost' },
    backend: { type: 'string', default: 'http://127.0.0.1:4600' },
    'platform-key': { type: 'string' },
    'operator-key': { type: 'string' },
    template: { type: 'string' },
    extension: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

const platformKey = values['platform-key'] ?? process.env.VIGIL_PLATFORM_KEY;
const operatorKey = values['operator-key'] ?? process.env.VIGIL_OPERATOR_KEY;

if (values.help || !platformKey) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  const { origin, close } = await startDemo({
    port: Number(values.port),
    host: values.host,
    backend: new URL(values.backend).origin,
    platformKey,
    ...(operatorKey ? { operatorKey } : {}),
    ...(values.template ? { templateId: values.template } : {}),
    ...(values.extension ? { extensionId: values.extension } : {}),
    log: (line) => console.error(line),
  });
  console.log(`Northfield Assessments is at ${origin}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}
