import { html } from 'hono/html';
import type { Assessment } from './assessments.ts';
import type { Candidate } from './attempt-book.ts';
import { signedInAs } from './dashboard-page.ts';
import { type Html, page, shield } from './layout.ts';

/**
 * The page between the dashboard and Vigil. Its script asks the extension and shows one of the sections.
 * @param extensionId another edition's id; the SDK knows the usual one
 */
export function launchPage(candidate: Candidate, assessment: Assessment, extensionId: string | undefined): Html {
  const { id, title, course, minutes } = assessment;
  return page({
    title,
    aside: signedInAs(candidate),
    script: 'launch.js',
    main: html`<article class="card narrow" id="launch" data-exam="${id}" data-extension="${extensionId ?? ''}">
      <p class="course">${course}</p>
      <h1>${title}</h1>
      <p><span class="badge proctored">${shield}Proctored</span> ${minutes} minutes, in one sitting.</p>
      <noscript><p class="notice">This page needs JavaScript to reach the Vigil extension.</p></noscript>
      <div role="status" aria-live="polite">
        <p id="checking" hidden>Looking for Vigil in this browser…</p>
        <p id="opening" hidden>Preparing your attempt…</p>
      </div>
      ${openedSection()}${missingSection()}${failedSection()}
    </article>`,
  });
}

function openedSection(): Html {
  return html`<section id="opened" hidden tabindex="-1" aria-labelledby="opened-title">
    <h2 id="opened-title">Vigil has opened</h2>
    <p>Go on in Vigil’s tab. It shows what this exam records and blocks; nothing starts before you agree.</p>
    <p class="buttons">
      <button class="button" id="start">Open Vigil again</button>
      <a class="button quiet" href="/">Your assessments</a>
    </p>
    <details>
      <summary>Vigil says that this attempt is in use elsewhere?</summary>
      <p>An attempt belongs to the browser in which it was opened. If that one is gone, begin anew.</p>
      <button class="button quiet" id="fresh">Start a new attempt</button>
    </details>
  </section>`;
}

function missingSection(): Html {
  return html`<section id="missing" hidden tabindex="-1" aria-labelledby="missing-title">
    <h2 id="missing-title">Vigil is not in this browser yet</h2>
    <p>This exam is supervised by a browser extension. It does nothing until you open an exam and agree.</p>
    <ol class="steps">
      <li>Use <strong>Chrome or Edge 132 or later</strong> on a computer; phones and tablets cannot take proctored exams.</li>
      <li>Get the extension: your school’s link, or for this demonstration the folder that <code>npm run build</code> makes.</li>
      <li>For a folder: open <code>chrome://extensions</code> (in Edge <code>edge://extensions</code>), switch on
        <strong>Developer mode</strong>, choose <strong>Load unpacked</strong> and pick <code>dist/extension</code>.</li>
      <li>Come back to this page.</li>
    </ol>
    <p class="buttons">
      <button class="button" id="try-again">Try again</button>
      <a class="button quiet" href="/">Your assessments</a>
    </p>
    <p class="small">Already installed? It may be switched off in the extensions page.
      If you cannot install it, write to exams@northfield.example before the exam.</p>
  </section>`;
}

function failedSection(): Html {
  return html`<section id="failed" hidden tabindex="-1" aria-labelledby="failed-title">
    <h2 id="failed-title">The exam could not be opened</h2>
    <p class="notice" id="failure"></p>
    <p class="buttons">
      <button class="button" id="retry">Try again</button>
      <a class="button quiet" href="/">Your assessments</a>
    </p>
  </section>`;
}
