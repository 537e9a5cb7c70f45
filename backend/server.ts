import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import * as v from 'valibot';
import { defaultPolicy } from '../src/policy/default-policy.ts';
import { origin } from '../src/protocol/fields.ts';
import { createApp } from './app.ts';
import { watchConnections } from './connections.ts';
import { LinkBudget } from './link-budget.ts';
import { startLoadMeter } from './load-meter.ts';
import { Notices } from './notices.ts';
import { sweepDaily } from './retention.ts';
import type { Services } from './services.ts';
import { type DataFolder, openDataFolder } from './store/data-folder.ts';
import { ensureDefaultTemplate } from './store/templates.ts';
import { WritingMarks } from './writing-marks.ts';

export interface BackendOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Everything that is kept lies here: database, recordings, keys. Created when absent; one backend at a time. */
  readonly dataDir: string;
  /** The address under which the world reaches this backend, where that is not http://HOST:PORT. */
  readonly publicOrigin?: string;
  /** Extensions whose pages may call the candidate's endpoints. */
  readonly extensionIds: readonly string[];
  /** Origin of the exam platform that the Default template is made for at the first start. */
  readonly examOrigin?: string;
  readonly provider?: { readonly name: string; readonly contact: string };
  /** Keys of the exam platform and of the console; made at the first start and kept in the data folder unless given. */
  readonly platformKey?: string;
  readonly operatorKey?: string;
  /** Whether a line is printed for every request. */
  readonly log?: boolean;
  /** Uploads that may be under way at once; more are turned away with `busy`. */
  readonly maxUploads?: number;
  /** For how many days after a launch was opened its recording is taken. */
  readonly uploadDays?: number;
  /** How often an idle stream shows that it lives, in milliseconds. */
  readonly keepAliveMs?: number;
  /** The clock; a test may have one of its own. */
  readonly now?: () => Date;
}

export interface Backend {
  readonly origin: string;
  readonly port: number;
  readonly platformKey: string;
  readonly operatorKey: string;
  /** Ends streams, lets requests under way finish, and closes the database. */
  close(): Promise<void>;
}

/** How long requests under way may take to finish when the backend closes, in milliseconds. */
const patience = 5000;

/**
 * Starts a backend.
 * @throws Error when an option is not valid, the data folder cannot be used, or the port is taken
 */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  check(options);
  const folder = await openDataFolder(options.dataDir, options);
  const server = createServer({ keepAliveTimeout: 65_000 });
  const closeConnections = watchConnections(server);
  try {
    await ensureDefaultTemplate(folder.db, defaultPolicy(options.examOrigin ?? 'http://localhost:4601'));
    server.listen(options.port, options.host ?? '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    await folder.close();
    throw error;
  }
  const port = portOf(server);
  const closing = new AbortController();
  const services = makeServices(options, folder, port, closing.signal);
  // Nothing is awaited between listening and here, so that no request comes before its listener.
  server.on('request', getRequestListener(createApp(services, options.log ? console.log : null).fetch));
  const stopSweeping = sweepDaily(services);
  const closeAll = async () => {
    closing.abort();
    stopSweeping();
    services.load.stop();
    await closeConnections(patience);
    await folder.close();
  };
  let closed: Promise<void> | undefined;
  const { platformKey, operatorKey } = folder;
  const close = () => {
    closed ??= closeAll();
    return closed;
  };
  return { origin: services.origin, port, platformKey, operatorKey, close };
}

/** @throws Error that names the option that cannot be used */
function check({ extensionIds, publicOrigin, platformKey, operatorKey, uploadDays }: BackendOptions): void {
  for (const key of [platformKey, operatorKey]) {
    if (key !== undefined && !/^[!-~]{16,300}$/.test(key)) {
      throw new Error('A key that is given must be 16 to 300 characters long, without spaces.');
    }
  }
  if (uploadDays !== undefined && !(uploadDays >= 1 && uploadDays <= 365)) {
    throw new Error('Recordings can be taken for 1 to 365 days after a launch.');
  }
  for (const id of extensionIds) {
    if (!/^[a-p]{32}$/.test(id)) throw new Error(`'${id}' is not an extension id: 32 letters from a to p.`);
  }
  if (publicOrigin !== undefined && !v.is(origin, publicOrigin)) {
    throw new Error(`'${publicOrigin}' is not an origin such as https://vigil.example, without a path.`);
  }
}

function makeServices(options: BackendOptions, folder: DataFolder, port: number, closing: AbortSignal): Services {
  const now = options.now ?? (() => new Date());
  return {
    db: folder.db,
    parts: folder.parts,
    signingKey: folder.signingKey,
    platformKey: folder.platformKey,
    operatorKey: folder.operatorKey,
    origin: options.publicOrigin ?? `http://${hostInAddress(options.host ?? '127.0.0.1')}:${port}`,
    provider: options.provider ?? { name: 'Vigil reference backend', contact: 'the organiser of your exam' },
    extensionIds: options.extensionIds,
    load: startLoadMeter(options.maxUploads ?? 500),
    linkBudget: new LinkBudget(() => performance.now()),
    notices: new Notices(),
    writing: new WritingMarks(() => performance.now()),
    closing,
    keepAliveMs: options.keepAliveMs ?? 15_000,
    uploadDays: options.uploadDays ?? 14,
    now,
    startedAt: now(),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** How a browser on this computer writes the host; an address that means 'all of them' is none that one can go to. */
function hostInAddress(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
