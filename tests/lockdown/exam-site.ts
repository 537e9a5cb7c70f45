import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** An exam's site and a site that is none of its business, each on a loopback port. */
export interface ExamSite {
  readonly origin: string;
  /** Another site, with another host. */
  readonly elsewhere: string;
  /** Paths that the other site was asked for. */
  readonly asked: string[];
  /** Paths that the exam's site was asked for. */
  readonly askedExam: string[];
  close(): void;
}

const examPage = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body { font: 18px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 42rem; padding: 0 1rem; color: #1b2733; }
  fieldset { border: 1px solid #b8c4d0; border-radius: 8px; margin: 1rem 0; padding: 1rem; } input, textarea { font: inherit; }</style>
</head><body>${body}</body></html>`;

const pages: Readonly<Record<string, string>> = {
  '/start': examPage('Exam', '<h1>Exam</h1><p><a id="begin" href="/take/1">Begin</a></p>'),
  '/take/1': examPage(
    'Question 1',
    `<h1 id="heading">Question 1</h1><p id="text">Which part of the cell makes most of its energy?</p>
     <fieldset><label>Answer <input id="answer" value="mitochondria"></label></fieldset>
     <fieldset><label>Notes <textarea id="notes"></textarea></label></fieldset>
     <fieldset><label>Drawing <input type="file" id="file"></label></fieldset>
     <p><a id="next" href="/take/2">Next question</a></p>`,
  ),
  '/take/2': examPage('Question 2', '<h1>Question 2</h1><p><a href="/take/1">Back</a></p>'),
  '/outside': examPage('Course', '<h1>Course pages</h1>'),
  '/cached-page': examPage('Cached', '<script src="/cached.js"></script>'),
  '/end': examPage('Submitted', '<h1>Thank you</h1>'),
  // Fields in the corners, where the overlay may be, an editor, and a frame of the same site.
  '/take/strict': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Strict</title>
    <link rel="stylesheet" href="/strict.css"><h1>Strict</h1><p>Answer <input id="plain" aria-label="Answer"></p>
    <textarea id="upper" aria-label="Notes"></textarea><div id="lower" contenteditable="true" aria-label="Essay"></div>
    <iframe src="/frame" title="Figure"></iframe></html>`,
  '/frame': examPage('Frame', '<p id="text">Text in a frame</p><input id="answer" value="in a frame">'),
};

/** What a careful exam platform allows its page: nothing from elsewhere, and no device. */
const strict: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'",
  'Permissions-Policy':
    'camera=(), microphone=(), display-capture=(), geolocation=(), clipboard-read=(), clipboard-write=(), fullscreen=(self)',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};
const strictStyle = `textarea, div, iframe { position: fixed; inset-inline-end: 20px; inline-size: 200px; }
  textarea { inset-block-start: 20px; block-size: 60px; } iframe { inset-block-start: 120px; block-size: 130px; border: 0; }
  div { inset-block-end: 20px; block-size: 100px; background: #eee; }`;

/** Starts both sites. */
export async function startExamSite(): Promise<ExamSite> {
  const asked: string[] = [];
  const askedExam: string[] = [];
  const exam = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://exam.example');
    askedExam.push(pathname);
    if (pathname === '/cached.js') return cacheable(response);
    if (pathname === '/glossary.txt') return attachment(response);
    if (pathname === '/strict.css') return response.setHeader('Content-Type', 'text/css').end(strictStyle);
    if (pathname === '/take/strict') response.setHeaders(new Map(Object.entries(strict)));
    if (pathname === '/take/redirect')
      return response.writeHead(302, { Location: `${elsewhere.origin}/foreign-redirect` }).end();
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(pages[pathname] ?? pages['/outside']);
  }, 'localhost');
  const elsewhere = await listen((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/cached.js') return cacheable(response);
    const shared = ['/frame', '/cached-page'].find((path) => path === request.url);
    const body = shared ? pages[shared] : examPage(request.url ?? '', '<h1>Elsewhere</h1>');
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(body);
  }, '127.0.0.1');
  const close = () => {
    for (const { server } of [exam, elsewhere]) {
      server.close();
      server.closeAllConnections();
    }
  };
  return { origin: exam.origin, elsewhere: elsewhere.origin, asked, askedExam, close };
}

function attachment(response: ServerResponse): void {
  response
    .setHeader('Content-Disposition', 'attachment; filename="glossary.txt"')
    .end('cell: the smallest unit of life');
}

function cacheable(response: ServerResponse): void {
  response
    .setHeader('Cache-Control', 'public, max-age=3600')
    .setHeader('Content-Type', 'text/javascript')
    .end('// kept');
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  host: string,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return { server, origin: `http://${host}:${typeof address === 'object' ? address?.port : ''}` };
}
