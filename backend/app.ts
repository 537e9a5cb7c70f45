import { Hono } from 'hono';
import { bodyLimits, healthHeader } from '../src/protocol/api.ts';
import type { Endpoint } from '../src/protocol/endpoint.ts';
import { type EndpointName, endpoints } from '../src/protocol/endpoints.ts';
import { requireOperator, requirePlatform, sessionCaller } from './callers.ts';
import { consoleFile } from './console-files.ts';
import { allowExtensions } from './cross-origin.ts';
import type { Handlers } from './endpoint-call.ts';
import { handlers } from './handlers.ts';
import { launchPage } from './launch-page.ts';
import { openApiDocument } from './openapi.ts';
import { problemResponse, Refusal } from './problem.ts';
import { readerLanguage } from './reader-language.ts';
import { drain, readJson } from './request-body.ts';
import { securityHeaders } from './security-headers.ts';
import type { Env, RequestContext, Services } from './services.ts';
import { uninstalledPage } from './uninstalled-page.ts';

/**
 * All routes of the backend: those of the table of endpoints, and the few pages that people see.
 * @param log receives one line for each request; never a token, a query or a body
 */
export function createApp(services: Services, log: ((line: string) => void) | null): Hono<Env> {
  const app = new Hono<Env>();
  if (log) {
    app.use(async (context, next) => {
      const began = performance.now();
      await next();
      const took = Math.round(performance.now() - began);
      log(`${context.req.method} ${context.req.path} ${context.res.status} ${took} ms`);
    });
  }
  app.use(securityHeaders);
  for (const name of Object.keys(endpoints) as EndpointName[]) mount(app, services, name, handlers);
  app.get('/openapi.json', (context) => context.json(openApiDocument()));
  app.get('/launch', ({ req }) => launchPage(readerLanguage(undefined, req.header('accept-language'))));
  app.get('/uninstalled', ({ req }) =>
    uninstalledPage(readerLanguage(req.query('language'), req.header('accept-language')), req.query('mb')),
  );
  app.get('/', (context) => context.redirect('/console/'));
  app.get('/console', (context) => context.redirect('/console/'));
  app.get('/console/*', (context) => consoleFile(context.req.path.slice('/console/'.length)));
  app.notFound(() =>
    problemResponse(new Refusal('not-found', 'Nothing has this address and method.'), services.origin),
  );
  app.onError((error, context) => refuse(services, error, context));
  return app;
}

/** What the extension asks besides its session's endpoints: the launch, and the keys that prove the policy. */
const forExtension: readonly EndpointName[] = ['openLaunch', 'keys', 'health'];

function mount(app: Hono<Env>, services: Services, name: EndpointName, table: Handlers): void {
  const endpoint: Endpoint = endpoints[name];
  // The table gives each name its own types; for the router they are all alike.
  const handle = table[name] as unknown as (services: Services, call: unknown) => Promise<unknown>;
  if (forExtension.includes(name) || endpoint.caller === 'session') {
    app.on(['OPTIONS', endpoint.method], endpoint.path, allowExtensions(services.extensionIds));
  }
  if (forExtension.includes(name) || endpoint.caller === 'session') {
    app.on(endpoint.method, endpoint.path, async (context, next) => {
      await next();
      context.res.headers.set(healthHeader, String(services.load.health()));
    });
  }
  app.on(endpoint.method, endpoint.path, async (context: RequestContext) => {
    const parameters = context.req.param() as Record<string, string>;
    const session = await admit(services, context, endpoint, parameters);
    const { incoming } = context.env;
    const body = endpoint.body && (await readJson(incoming, endpoint.body, bodyLimits.json));
    const answer = await handle(services, { context, parameters, body, session });
    if (answer instanceof Response) return answer;
    return new Response(answer === undefined ? null : JSON.stringify(answer), {
      status: endpoint.status ?? 200,
      ...(answer === undefined ? {} : { headers: { 'Content-Type': 'application/json' } }),
    });
  });
}

/** Lets the callers in that the endpoint is for, before a byte of the body is read. */
async function admit(
  services: Services,
  context: RequestContext,
  { caller }: Endpoint,
  parameters: Record<string, string>,
) {
  if (caller === 'session') return sessionCaller(services, context, parameters.session ?? '');
  if (caller === 'platform') await requirePlatform(services, context);
  if (caller === 'operator') await requireOperator(services, context);
  return undefined;
}

/** Answers an error. The body's rest is read first: a sender that is cut off would never see why it was refused. */
async function refuse(services: Services, error: Error, context: RequestContext): Promise<Response> {
  const { incoming } = context.env;
  const gone = incoming.destroyed && !incoming.complete;
  const refusal = error instanceof Refusal ? error : new Refusal('internal', internalDetail);
  if (refusal.kind === 'internal' && !gone) console.error(error);
  const response = problemResponse(refusal, services.origin);
  if (!(await drain(incoming, 2 * bodyLimits.part))) response.headers.set('Connection', 'close');
  return response;
}

const internalDetail =
  'The backend met an error of its own. Try again in a moment; tell the exam provider if it lasts.';
