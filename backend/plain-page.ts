import { createHash } from 'node:crypto';
import { type Language, languages } from '../src/words/languages.ts';
import type { PageText } from './candidate-pages.ts';

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
 * @param text plain texts that need no escaping; nothing of a request's may be in them
 */
export function plainPage(language: Language, { title, before, steps, after }: PageText): Response {
  const paragraphs = (texts: readonly string[]) => texts.map((text) => `  <p>${text}</p>`);
  const list = steps.length > 0 ? ['  <ol>', ...steps.map((step) => `    <li>${step}</li>`), '  </ol>'] : [];
  const body = [...paragraphs(before), ...list, ...paragraphs(after)].join('\n');
  const page = `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
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
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Content-Language': language,
      Vary: 'Accept-Language',
    },
  });
}
