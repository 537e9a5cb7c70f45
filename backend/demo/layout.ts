import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface PageParts {
  readonly title: string;
  /** Stands at the right of the page's head, such as who is signed in. */
  readonly aside?: Html | '';
  /** In an exam the school's menu is left out: there is nowhere else to go. */
  readonly inExam?: boolean;
  /** A module of /assets that the page needs. */
  readonly script?: string;
  readonly main: Html;
}

/** A shield with a tick: the mark of a proctored assessment. Always beside its label. */
export const shield = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <path d="M8 1 2.5 3v4.5c0 3.5 2.3 6 5.5 7.5 3.2-1.5 5.5-4 5.5-7.5V3z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
  <path d="m5.5 7.8 1.8 1.8 3.2-3.4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
</svg>`;

const crest = html`<svg class="crest" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path d="M4 3h24v14c0 6-5 10-12 13C9 27 4 23 4 17z" fill="currentColor" />
  <path d="M11 21V10l10 11V10" fill="none" class="crest-letter" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />
</svg>`;

const styles = ['northfield.css', 'controls.css', 'exam.css'];

/** A whole page of the platform. */
export function page({ title, aside = '', inExam, script, main }: PageParts): Html {
  const brand = html`${crest}<span>Northfield <span class="brand-second">Assessments</span></span>`;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} – Northfield Assessments</title>
    <link rel="icon" href="/assets/crest.svg" type="image/svg+xml">
    ${styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}">`)}
    ${script ? html`<script type="module" src="/assets/${script}"></script>` : ''}
  </head>
  <body>
    <a class="skip" href="#main">Skip to content</a>
    <header class="top">
      ${inExam ? html`<div class="brand">${brand}</div>` : html`<a class="brand" href="/">${brand}</a>`}
      <div class="top-aside">${aside}</div>
    </header>
    <main id="main" tabindex="-1">${main}</main>
    <footer class="foot">
      <p>Northfield is not a real school: this is the demonstration platform of Vigil, an open proctoring client.</p>
    </footer>
  </body>
</html>`;
}

/** A page that says what went wrong and what to do. */
export function problemPage(title: string, detail: string, inExam = false): Html {
  const way = inExam
    ? html`<p>If this does not help, ask the help desk through Vigil.</p>`
    : html`<p><a class="button" href="/">Go to your assessments</a></p>`;
  return page({ title, inExam, main: html`<h1>${title}</h1><p class="lead">${detail}</p>${way}` });
}
