import { serve } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { assessments, findAssessment } from './assessments.ts';
import { assetRoutes } from './assets.ts';
import { AttemptBook, standingOf } from './attempt-book.ts';
import { Candidates } from './candidates.ts';
import { dashboardPage, welcomePage } from './dashboard-page.ts';
import { Enrolment, type EnrolmentChanges } from './enrolment.ts';
import { examRoutes } from './exam-routes.ts';
import { launchPage } from './launch-page.ts';
import { problemPage } from './layout.ts';
import { ProctoringClient, ProctoringError } from './proctoring-client.ts';

export interface DemoOptions extends EnrolmentChanges {
  /** Port to listen on; 0 for any free one. */
  readonly port: number;
  /** Host name to listen on and to be reached by. */
  readonly host?: string;
  /** Origin of the Vigil backend. */
  readonly backend: string;
  /** The key that the backend gave this platform. */
  readonly platformKey: string;
  /**
   * An operator's key. With it the platform writes its own template, fitted to its address, before its first schedule;
   * without, `templateId` must name one that somebody made in the console.
   */
  readonly operatorKey?: string;
  readonly templateId?: string;
  /** Another edition of the extension. */
  readonly extensionId?: string;
  /** Hears what went wrong, a line each. */
  readonly log?: (line: string) => void;
}

export interface Demo {
  readonly origin: string;
  /** Stops the platform; its attempts are forgotten. */
  close(): Promise<void>;
}

/** How often the backend is asked how the attempts stand, in milliseconds. */
const followEvery = 2000;

/** Starts the demonstration exam platform, Northfield Assessments. Rejects when the port cannot be had. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { port, host = 'localhost', log = () => {} } = options;
  const app = new Hono();
  const stop = new AbortController();
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(started));
    started.once('error', reject);
  });
  const address = server.address();
  const origin = `http://${host}:${typeof address === 'object' && address ? address.port : port}`;
  addRoutes(app, { ...options, log }, origin, stop.signal);
  return {
    origin,
    close: () => {
      stop.abort();
      if ('closeAllConnections' in server) server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function addRoutes(
  app: Hono,
  options: DemoOptions & { log: (line: string) => void },
  origin: string,
  signal: AbortSignal,
) {
  const client = new ProctoringClient(options);
  const book = new AttemptBook(client);
  const candidates = new Candidates();
  const { operatorKey, templateId = operatorKey ? 'northfield' : 'default', policy, accommodation } = options;
  const enrolment = new Enrolment({ client, book, origin, templateId, operatorKey, policy, accommodation });
  book.follow(followEvery, signal);

  app.use(strictHeaders, csrf());
  app.onError((error, context) => {
    if (error instanceof HTTPException) {
      return context.html(
        problemPage('Not accepted', 'Go back and try again from this site’s own pages.'),
        error.status,
      );
    }
    options.log(error.message);
    return context.html(problemPage('Something went wrong', 'Go back and try again.'), 500);
  });
  app.notFound((context) => context.html(problemPage('Page not found', 'There is nothing at this address.'), 404));
  app.route('/', assetRoutes());
  app.route('/', accountRoutes(candidates, book));
  app.route('/', launchRoutes({ candidates, enrolment, extensionId: options.extensionId, log: options.log }));
  app.route('/', examRoutes(candidates, book));
}

/** A strict platform's headers: no inline code, nothing from elsewhere, no devices for its own pages. */
const strictHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  context.header(
    'Content-Security-Policy',
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
  context.header('Permissions-Policy', 'camera=(), microphone=(), display-capture=()');
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'same-origin');
  context.header('Cache-Control', 'no-store');
};

function accountRoutes(candidates: Candidates, book: AttemptBook): Hono {
  const routes = new Hono();
  const longestName = 80;

  routes.get('/', (context) => {
    const candidate = candidates.of(context);
    if (!candidate) return context.html(welcomePage());
    const entries = assessments.map((assessment) => ({ assessment, attempt: book.latest(candidate, assessment) }));
    return context.html(dashboardPage(candidate, entries));
  });
  routes.post('/candidate', async (context) => {
    const name = String((await context.req.formData()).get('name') ?? '').trim();
    if (!name || name.length > longestName) {
      return context.html(welcomePage(`Give a name of up to ${longestName} characters.`), 422);
    }
    candidates.signIn(context, name);
    return context.redirect('/', 303);
  });
  routes.post('/sign-out', (context) => {
    candidates.signOut(context);
    return context.redirect('/', 303);
  });
  routes.get('/standing', (context) => {
    const candidate = candidates.of(context);
    if (!candidate) return context.json({ standing: {} });
    const standing = assessments.map((assessment) => [assessment.id, standingOf(book.latest(candidate, assessment))]);
    return context.json({ standing: Object.fromEntries(standing) });
  });
  return routes;
}

interface LaunchParts {
  readonly candidates: Candidates;
  readonly enrolment: Enrolment;
  readonly extensionId: string | undefined;
  readonly log: (line: string) => void;
}

function launchRoutes({ candidates, enrolment, extensionId, log }: LaunchParts): Hono {
  const routes = new Hono();
  routes.get('/exams/:exam', (context) => {
    const assessment = findAssessment(context.req.param('exam'));
    const candidate = candidates.of(context);
    if (!assessment) return context.notFound();
    if (!candidate) return context.redirect('/');
    if (!assessment.proctored) return context.redirect(`/exams/${assessment.id}/start`);
    return context.html(launchPage(candidate, assessment, extensionId));
  });
  routes.post('/exams/:exam/attempts', async (context) => {
    const assessment = findAssessment(context.req.param('exam'));
    const candidate = candidates.of(context);
    if (!assessment?.proctored || !candidate)
      return context.json({ error: 'Sign in again and start from your assessments.' }, 404);
    try {
      const fresh = context.req.query('fresh') !== undefined;
      const { launch } = await enrolment.start(candidate, assessment, fresh);
      return context.json({ address: launch?.address });
    } catch (error) {
      if (!(error instanceof ProctoringError)) throw error;
      log(error.message);
      return context.json({ error: error.message }, 502);
    }
  });
  return routes;
}
