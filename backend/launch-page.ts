import { createHash } from 'node:crypto';

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; color: CanvasText; background: Canvas; min-height: 100vh; display: grid; place-items: center; font: 1.0625rem/1.6 system-ui, sans-serif; }
  main { max-width: 34rem; padding: 2rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
  li { margin: .5rem 0; }
`;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Open this exam with Vigil</title>
<style>${style}</style>
<main>
  <h1>Open this exam with Vigil</h1>
  <p>This address starts a proctored exam. It is meant for the Vigil extension of your browser, which has not taken
  it over. Nothing has started, and nothing is recorded.</p>
  <ol>
    <li>Use Chrome or Edge on a computer.</li>
    <li>Install the Vigil extension from the place that your exam provider names.
      If Vigil is installed, see that it is switched on in your browser's list of extensions.</li>
    <li>Go back to the exam page and start the exam again from there.</li>
  </ol>
  <p>Does it still not start? Ask the help desk of your exam provider.</p>
</main>
</html>
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
 * What a person sees who opens a launch address without the extension. The launch itself stays in the address'
 * fragment, in the browser.
 */
export function launchPage(): Response {
  return new Response(page, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
    },
  });
}
