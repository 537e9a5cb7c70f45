import { html } from 'hono/html';
import type { Question } from './assessments.ts';
import type { Html } from './layout.ts';

type Answers = ReadonlyMap<string, string>;

/** A question's form fields with the answer given so far. `number` counts through the whole exam. */
export function questionField(question: Question, number: number, answers: Answers): Html {
  if (question.kind === 'choice') return choice(question, number, answers);
  if (question.kind === 'matching') return matching(question, number, answers);
  return text(question, number, answers);
}

function choice({ id, text, options }: Extract<Question, { kind: 'choice' }>, number: number, answers: Answers): Html {
  return html`<fieldset class="question">
    <legend><span class="number">Question ${number}</span> ${text}</legend>
    ${options.map(
      (option, index) => html`<label class="option">
        <input type="radio" name="${id}" value="${index}" ${answers.get(id) === String(index) ? 'checked' : ''}>
        <span>${option}</span>
      </label>`,
    )}
  </fieldset>`;
}

function text(question: Extract<Question, { kind: 'text' }>, number: number, answers: Answers): Html {
  const { id, long } = question;
  const given = answers.get(id) ?? '';
  return html`<div class="question">
    <label class="question-text" for="field-${id}"><span class="number">Question ${number}</span> ${question.text}</label>
    ${
      long
        ? html`<textarea id="field-${id}" name="${id}" rows="7" maxlength="5000">${given}</textarea>`
        : html`<input type="text" id="field-${id}" name="${id}" value="${given}" maxlength="200" autocomplete="off">`
    }
  </div>`;
}

/** Matching by lists: works by keyboard, by touch and with a screen reader without any script. */
function matching(question: Extract<Question, { kind: 'matching' }>, number: number, answers: Answers): Html {
  const { id, terms, meanings } = question;
  return html`<fieldset class="question">
    <legend><span class="number">Question ${number}</span> ${question.text}</legend>
    ${terms.map((term, index) => {
      const field = `${id}.${index}`;
      return html`<div class="match">
        <label for="field-${field}">${term}</label>
        <select id="field-${field}" name="${field}">
          <option value="">Choose…</option>
          ${meanings.map(
            (meaning, place) =>
              html`<option value="${place}" ${answers.get(field) === String(place) ? 'selected' : ''}>${meaning}</option>`,
          )}
        </select>
      </div>`;
    })}
  </fieldset>`;
}
