import { html } from 'hono/html';
import type { Assessment } from './assessments.ts';
import { type Attempt, type Candidate, isOpen, standingOf } from './attempt-book.ts';
import { type Html, page, shield } from './layout.ts';

/** First visit: a name is all that this demonstration asks. */
export function welcomePage(error = ''): Html {
  return page({
    title: 'Sign in',
    main: html`<div class="card narrow">
      <h1>Sign in to your assessments</h1>
      <p>This demonstration has no accounts. Give any name; it is shown to your proctors.</p>
      <form method="post" action="/candidate">
        <label for="name">Your name</label>
        <input type="text" id="name" name="name" autocomplete="name" required maxlength="80" ${error ? html`aria-invalid="true" aria-describedby="name-error"` : ''}>
        ${error ? html`<p class="field-error" id="name-error">${error}</p>` : ''}
        <button class="button" id="sign-in">Continue</button>
      </form>
    </div>`,
  });
}

/** The candidate's name, with the way to become somebody else. */
export function signedInAs(candidate: Candidate): Html {
  return html`<form method="post" action="/sign-out" class="account">
    <span class="account-name">${candidate.name}</span>
    <button class="link-button">Sign out</button>
  </form>`;
}

/** The assessments, each with how the candidate's latest attempt stands. */
export function dashboardPage(
  candidate: Candidate,
  entries: readonly { assessment: Assessment; attempt: Attempt | undefined }[],
): Html {
  return page({
    title: 'Your assessments',
    aside: signedInAs(candidate),
    script: 'dashboard.js',
    main: html`<h1>Your assessments</h1>
      <p class="lead">Autumn term. Proctored assessments need Chrome or Edge on a computer, with the Vigil extension.</p>
      <ul class="cards">
        ${entries.map(({ assessment, attempt }) => card(assessment, attempt))}
      </ul>`,
  });
}

function card(assessment: Assessment, attempt: Attempt | undefined): Html {
  const { id, title, course, minutes, proctored, pages } = assessment;
  const questions = pages.flat().length;
  const standing = standingOf(attempt);
  return html`<li class="card assessment">
    <div class="assessment-facts">
      <p class="course">${course}</p>
      <h2>${title}</h2>
      <ul class="facts">
        <li>${minutes} minutes</li>
        <li>${questions} questions</li>
        <li>${proctored ? html`<span class="badge proctored">${shield}Proctored</span>` : html`<span class="badge">Not proctored</span>`}</li>
      </ul>
    </div>
    <div class="assessment-action">
      <p class="standing" data-assessment="${id}" data-settled="${String(standing.settled)}" role="status">${standing.words}</p>
      <a class="button" href="${proctored ? `/exams/${id}` : `/exams/${id}/start`}" id="open-${id}">${action(assessment, attempt)}<span class="hidden">: ${title}</span></a>
    </div>
  </li>`;
}

function action({ proctored }: Assessment, attempt: Attempt | undefined): string {
  if (attempt && isOpen(attempt)) return proctored ? 'Continue exam' : 'Continue';
  if (attempt) return 'Take again';
  return proctored ? 'Start exam' : 'Open quiz';
}
