import { createHash } from 'node:crypto';

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; color: CanvasText; background: Canvas; min-height: 100vh; display: grid; place-items: center; font: 1.0625rem/1.6 system-ui, sans-serif; }
  main { max-width: 34rem; padding: 2rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
  li { margin: .5rem 0; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * A page of words, without scripts.
 * @param title its heading, and what the tab says; plain text that needs no escaping
 * @param body HTML; nothing of a request's may be in it
 */
export function plainPage(title: string, body: string): Response {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>
  <h1>${title}</h1>
${body}
</main>
</html>
`;
  return new Response(page, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
  });
}
