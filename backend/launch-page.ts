import { plainPage } from './plain-page.ts';

const body = `  <p>This address starts a proctored exam. It is meant for the Vigil extension of your browser, which has not taken
  it over. Nothing has started, and nothing is recorded.</p>
  <ol>
    <li>Use Chrome or Edge on a computer.</li>
    <li>Install the Vigil extension from the place that your exam provider names.
      If Vigil is installed, see that it is switched on in your browser's list of extensions.</li>
    <li>Go back to the exam page and start the exam again from there.</li>
  </ol>
  <p>Does it still not start? Ask the help desk of your exam provider.</p>`;

/**
 * What a person sees who opens a launch address without the extension. The launch itself stays in the address'
 * fragment, in the browser.
 */
export function launchPage(): Response {
  return plainPage('Open this exam with Vigil', body);
}
