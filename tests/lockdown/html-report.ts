import { html, raw } from 'hono/html';
import { percentile } from './percentile.ts';
import type { Outcome, Setting } from './specification.ts';
import type { Result } from './suite.ts';

type Html = ReturnType<typeof html>;

/** Where and when the suite ran. */
export interface Run {
  readonly at: string;
  readonly durationMs: number;
  readonly backend: string;
  readonly exam: string;
  readonly headful: boolean;
}

const meanings: Readonly<Record<Outcome, string>> = {
  prevented: 'It has no effect.',
  detected: 'It happens, and is recorded.',
  deterred: 'It happens, and is undone or costs something.',
  allowed: 'It must stay possible, and leaves nothing that weighs.',
  bypass: 'Known bypass: it happens, and nobody notices.',
};

/**
 * The report as one page that needs no other file.
 * @param picture the data: address of a screenshot
 */
export function htmlReport(
  run: Run,
  settings: readonly Setting[],
  results: readonly Result[],
  picture: (file: string) => string,
): string {
  const tested = settings.filter(({ key }) => results.some(({ setting }) => setting === key));
  return String(html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>Vigil: lockdown report</title>
        <style>${raw(style)}</style>
      </head>
      <body>
        <main>
          <h1>Lockdown report</h1>
          ${summary(run, results)} ${differences(results)}
          <nav aria-label="Settings"><ul>${tested.map(({ key, title }) => html`<li><a href="#${key}">${title}</a></li>`)}</ul></nav>
          ${tested.map((setting) => section(setting, results, picture))} ${legend()}
        </main>
      </body>
    </html>`);
}

function summary(run: Run, results: readonly Result[]): Html {
  const count = (status: Result['status']) => results.filter((result) => result.status === status).length;
  const latencies = results.flatMap((result) => result.latencies);
  return html`<dl class="summary">
      <div><dt>As specified</dt><dd>${count('as specified')}</dd></div>
      <div class="${count('differs') > 0 ? 'bad' : ''}"><dt>Differ</dt><dd>${count('differs')}</dd></div>
      <div><dt>Not run</dt><dd>${count('not run')}</dd></div>
      <div><dt>Act to event, p50</dt><dd>${milliseconds(percentile(latencies, 0.5))}</dd></div>
      <div><dt>Act to event, p95</dt><dd>${milliseconds(percentile(latencies, 0.95))}</dd></div>
    </dl>
    <p class="soft">
      ${run.at.slice(0, 16).replace('T', ' ')} UTC, ${Math.round(run.durationMs / 1000)} s,
      ${run.headful ? 'with windows and real keys' : 'without a display'}. Exam page: ${run.exam}.
      Each row was played in a real browser, and its event was read from the backend (${run.backend}).
    </p>`;
}

function differences(results: readonly Result[]): Html | string {
  const differing = results.filter(({ status }) => status === 'differs');
  if (differing.length === 0) return '';
  return html`<section class="differences" aria-labelledby="differences">
    <h2 id="differences">What differs from the specification</h2>
    <ul>${differing.map(({ setting, id, title, detail }) => html`<li><strong>${title}</strong> (${setting}/${id}): ${detail}</li>`)}</ul>
  </section>`;
}

function section({ key, title, limits }: Setting, results: readonly Result[], picture: (file: string) => string): Html {
  const rows = results.filter(({ setting }) => setting === key);
  return html`<section id="${key}" aria-labelledby="${key}-title">
    <h2 id="${key}-title">${title} <code>${key}</code></h2>
    <p class="soft">Out of reach: ${limits}</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="${key}-title">
      <table>
        <thead>
          <tr><th>Scenario</th><th>Level</th><th>What comes of it</th><th>Event at the backend</th><th>p50 / p95</th><th>Result</th><th>Picture</th></tr>
        </thead>
        <tbody>${rows.map((result) => row(result, picture))}</tbody>
      </table>
    </div>
  </section>`;
}

function row(result: Result, picture: (file: string) => string): Html {
  const { setting, id, title, level, outcome, event, latencies, status, detail, note, screenshot } = result;
  const p50 = percentile(latencies, 0.5);
  const figures = p50 === undefined ? '' : `${p50} / ${percentile(latencies, 0.95)} ms`;
  return html`<tr class="${status.replace(' ', '-')}">
    <th scope="row">${title}<br /><code>${setting.replace('lockdown.', '')}/${id}</code></th>
    <td>${level}</td>
    <td><span class="outcome ${outcome}">${outcome}</span>${note && html`<br /><small>${note}</small>`}</td>
    <td>${event && html`<code>${event}</code>`}</td>
    <td class="figure">${figures}${latencies.length > 1 ? html`<br /><small>${latencies.length} times</small>` : ''}</td>
    <td>${status}${detail && html`<br /><small>${detail}</small>`}</td>
    <td>${screenshot && html`<details><summary>Show</summary><img src="${picture(screenshot)}" alt="The exam page after: ${title}" loading="lazy" /></details>`}</td>
  </tr>`;
}

function legend(): Html {
  return html`<section aria-labelledby="legend">
    <h2 id="legend">What the words mean</h2>
    <dl class="legend">
      ${Object.entries(meanings).map(([name, meaning]) => html`<div><dt><span class="outcome ${name}">${name}</span></dt><dd>${meaning}</dd></div>`)}
    </dl>
    <p class="soft">
      The latency is the time from the act to the time of its event in the journal, both by the clock of one machine. A
      scenario that differs makes the command end with an error.
    </p>
  </section>`;
}

function milliseconds(figure: number | undefined): string {
  return figure === undefined ? '-' : `${figure} ms`;
}

const style = `
  :root { --ink: #17202b; --soft: #51606f; --line: #d5dde5; --paper: #fff; --tint: #f4f7fa; --good: #14633a; --warn: #7a4b00; --bad: #9c1c1c; --info: #1d4f91; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8eef5; --soft: #a9b7c6; --line: #354252; --paper: #121922; --tint: #1a2430; --good: #7fd6a5; --warn: #f0c070; --bad: #ff9d9d; --info: #9cc7ff; } }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 80rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
  h2 { margin: 2.5rem 0 .25rem; } code { font-size: .85em; color: var(--soft); } .soft { color: var(--soft); max-width: 60rem; }
  a { color: var(--info); } nav ul { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; padding: 0; list-style: none; }
  nav a { display: inline-block; padding: .2rem 0; min-height: 24px; }
  .summary { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; } .summary div { min-width: 8rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--tint); }
  dt { color: var(--soft); } .summary dd { margin: 0; font-size: 1.6rem; font-weight: 600; } .summary .bad dd { color: var(--bad); }
  .differences { border-inline-start: 4px solid var(--bad); padding-inline-start: 1rem; }
  .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; min-width: 60rem; } th, td { text-align: start; vertical-align: top; padding: .6rem .75rem; border-top: 1px solid var(--line); }
  thead th { color: var(--soft); font-weight: 500; border-top: 0; } tbody th { font-weight: 500; width: 22rem; } .figure { white-space: nowrap; }
  small { color: var(--soft); } tr.differs { background: color-mix(in srgb, var(--bad) 12%, var(--paper)); } tr.not-run { color: var(--soft); }
  .outcome { font-weight: 600; } .prevented { color: var(--good); } .deterred, .detected { color: var(--warn); } .bypass { color: var(--bad); } .allowed { color: var(--info); }
  summary { cursor: pointer; min-height: 24px; white-space: nowrap; } img { width: 28rem; max-width: 60vw; border: 1px solid var(--line); border-radius: 6px; }
  .legend div { display: flex; gap: 1rem; } .legend dt { width: 7rem; } .legend dd { margin: 0; }`;
