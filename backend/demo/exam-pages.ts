import { html } from 'hono/html';
import { type Assessment, fieldsOf, fieldsOfPage, type Question } from './assessments.ts';
import type { Attempt } from './attempt-book.ts';
import { type Html, page } from './layout.ts';
import { questionField } from './question-fields.ts';

function examFrame(attempt: Attempt, title: string, main: Html): Html {
  return page({
    title: `${title} – ${attempt.assessment.title}`,
    inExam: true,
    script: 'exam.js',
    aside: html`<span class="account-name">${attempt.candidate.name}</span>`,
    main,
  });
}

/** The exam's cover, reached in the proctored window. */
export function coverPage(attempt: Attempt): Html {
  const { assessment, begun } = attempt;
  const { id, title, course, minutes, pages } = assessment;
  return examFrame(
    attempt,
    'Start',
    html`<div class="card narrow">
      <p class="course">${course}</p>
      <h1>${title}</h1>
      <ul class="plain">
        <li>${pages.flat().length} questions on ${pages.length} pages, about ${minutes} minutes.</li>
        <li>Answers are saved as you go; you can go back to any page until you submit.</li>
        <li>Work on your own, without notes or other people.</li>
      </ul>
      <form method="post" action="/exams/${id}/take/begin">
        <button class="button" id="begin">${begun ? 'Continue' : 'Begin'}</button>
      </form>
    </div>`,
  );
}

/** One page of questions; `number` counts from 1. */
export function questionsPage(attempt: Attempt, number: number, questions: readonly Question[]): Html {
  const { id, title, pages } = attempt.assessment;
  const last = number === pages.length;
  const before = attempt.assessment.pages.slice(0, number - 1).flat().length;
  return examFrame(
    attempt,
    `Page ${number}`,
    html`<div class="exam-head">
        <h1>${title}</h1>
        <p>Page ${number} of ${pages.length} <progress value="${number}" max="${pages.length}" aria-label="Progress"></progress></p>
      </div>
      <form method="post" action="/exams/${id}/take/${number}" id="answers" class="card">
        ${questions.map((question, index) => questionField(question, before + index + 1, attempt.answers))}
        <div class="exam-buttons">
          <button class="button quiet" name="go" value="previous" id="previous" ${number === 1 ? 'disabled' : ''}>Previous</button>
          <p class="saved" id="saved" role="status"></p>
          <button class="button" name="go" value="next" id="next">${last ? 'Review' : 'Next'}</button>
        </div>
      </form>
      ${tools(id)}`,
  );
}

function tools(exam: string): Html {
  return html`<aside class="tools" aria-labelledby="tools-title">
    <h2 id="tools-title">Materials</h2>
    <p>A proctored exam may block some of these.</p>
    <ul>
      <li><a href="https://example.org/" id="outside-link">Reference site</a></li>
      <li><a href="/assets/glossary.txt" target="_blank" rel="noopener" id="tab-link">Glossary in a new tab</a></li>
      <li><a href="/assets/glossary.txt" download="glossary-${exam}.txt" id="download-link">Download the glossary</a></li>
      <li><button type="button" class="link-button" id="print">Print this page</button></li>
    </ul>
  </aside>`;
}

/** What is answered and what is not, before the end. */
export function reviewPage(attempt: Attempt): Html {
  const { assessment } = attempt;
  const open = assessment.pages.flat().filter((question) => !isAnswered(question, attempt)).length;
  return examFrame(
    attempt,
    'Review',
    html`<div class="card">
      <h1>Review your answers</h1>
      <p class="lead">${open === 0 ? 'Every question is answered.' : `${open} of ${assessment.pages.flat().length} questions not answered yet.`}</p>
      <ol class="review">${assessment.pages.map((_, index) => reviewRow(assessment, attempt, index + 1))}</ol>
      <div class="exam-buttons">
        <a class="button quiet" href="/exams/${assessment.id}/take/${assessment.pages.length}">Back to the questions</a>
        <button class="button" id="submit" aria-haspopup="dialog" form="submission">Submit exam</button>
      </div>
    </div>
    ${submission(assessment, open)}`,
  );
}

function reviewRow({ id, pages }: Assessment, attempt: Attempt, number: number): Html {
  const questions = pages[number - 1] ?? [];
  const answered = questions.filter((question) => isAnswered(question, attempt)).length;
  return html`<li>
    <a href="/exams/${id}/take/${number}">Page ${number}</a>
    <span class="${answered === questions.length ? 'done' : 'open'}">${answered} of ${questions.length} answered</span>
  </li>`;
}

/** The form and, where scripts run, the question that stands before it. */
function submission({ id }: Assessment, open: number): Html {
  return html`<form method="post" action="/exams/${id}/take/submit" id="submission"></form>
    <dialog id="confirmation" aria-labelledby="confirmation-title">
      <h2 id="confirmation-title">Submit your exam?</h2>
      <p>${open > 0 ? `${open} ${open === 1 ? 'question is' : 'questions are'} not answered. ` : ''}You cannot change your answers afterwards.</p>
      <div class="buttons">
        <button class="button" id="confirm-submit" form="submission">Submit exam</button>
        <button class="button quiet" id="keep-working">Keep working</button>
      </div>
    </dialog>`;
}

/** The end: reaching this page is the graceful end of the proctored session. */
export function endPage(attempt: Attempt): Html {
  const { assessment, answers, submittedAt, launch } = attempt;
  const given = assessment.pages.flatMap(fieldsOfPage).filter((field) => answers.get(field)).length;
  return examFrame(
    attempt,
    'Submitted',
    html`<div class="card narrow">
      <h1>Thank you, your exam is submitted</h1>
      <p>${assessment.title}: ${given} answers, submitted at <time datetime="${submittedAt}">${clock(submittedAt)}</time> (UTC).</p>
      ${launch ? html`<p>Vigil now sends the rest of the recording. Leave the browser open until it shows your receipt.</p>` : ''}
      <p><a class="button" href="/" id="dashboard">Your assessments</a></p>
    </div>`,
  );
}

function clock(at: string | null): string {
  return at?.slice(11, 16) ?? '';
}

function isAnswered(question: Question, { answers }: Attempt): boolean {
  return fieldsOf(question).every((field) => answers.get(field));
}
