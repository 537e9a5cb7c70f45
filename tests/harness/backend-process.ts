import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Backend } from '../../backend/server.ts';

const main = fileURLToPath(new URL('../../backend/main.ts', import.meta.url));

/** A backend as a process of its own, with its command line: it can be killed. */
export interface BackendProcess extends Backend {
  readonly child: ChildProcess;
  /** Kills it without a warning; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface BackendProcessOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Further options of its command line. */
  readonly options?: readonly string[];
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @throws Error when it ends before it listens */
export async function startBackendProcess(given: BackendProcessOptions): Promise<BackendProcess> {
  const { dataDir, port = 0, options = [] } = given;
  const child = spawn(process.execPath, [main, '--port', String(port), '--data', dataDir, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const gone = once(child, 'exit').then(() => void running.delete(child));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  const said = new Map<string, string>();
  for await (const line of createInterface(child.stdout)) {
    const [, name, value] = line.match(/^(.*?listens on|\w+) +(\S+)$/) ?? [];
    if (name && value) said.set(name.split(' ').at(-1) ?? '', value);
    if (line.startsWith('Platform key')) break; // the last line of its greeting
  }
  const origin = said.get('on');
  if (!origin) throw new Error('The backend did not start');
  const [platformKey = '', operatorKey = ''] = await Promise.all(
    ['platform.key', 'operator.key'].map(async (name) => (await readFile(join(dataDir, name), 'utf8')).trim()),
  );
  return {
    child,
    origin,
    port: Number(said.get('Port')),
    platformKey,
    operatorKey,
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
