import { type Context, Hono } from 'hono';
import { fieldsOfPage, findAssessment } from './assessments.ts';
import { type Attempt, type AttemptBook, isOver } from './attempt-book.ts';
import type { Candidates } from './candidates.ts';
import { coverPage, endPage, questionsPage, reviewPage } from './exam-pages.ts';
import { type Html, problemPage } from './layout.ts';

/** Longest answer that is kept, in characters. */
const longestAnswer = 5000;

/** The pages of an exam: start, take and end, as the policy's address patterns name them. */
export function examRoutes(candidates: Candidates, book: AttemptBook): Hono {
  const routes = new Hono();
  const gate = new ExamGate(candidates, book);

  routes.get('/exams/:exam/start', (context) => gate.admit(context, coverPage));
  routes.post('/exams/:exam/take/begin', (context) =>
    gate.change(context, (attempt) => {
      attempt.begun = true;
      return 'take/1';
    }),
  );
  routes.get('/exams/:exam/take/review', (context) => gate.admit(context, reviewPage));
  routes.post('/exams/:exam/take/submit', (context) =>
    gate.change(context, (attempt) => {
      attempt.submittedAt = new Date().toISOString();
      return 'end';
    }),
  );
  routes.get('/exams/:exam/take/:page{[0-9]+}', (context) => {
    const number = Number(context.req.param('page'));
    return gate.admit(context, (attempt) => {
      const questions = attempt.assessment.pages[number - 1];
      return questions ? questionsPage(attempt, number, questions) : noSuchPage;
    });
  });
  routes.post('/exams/:exam/take/:page{[0-9]+}', async (context) => {
    const number = Number(context.req.param('page'));
    const form = await context.req.formData();
    return gate.change(context, (attempt) => saveAnswers(attempt, number, form));
  });
  routes.get('/exams/:exam/end', (context) => {
    const attempt = gate.find(context);
    if (!attempt) return context.redirect('/');
    if (!attempt.submittedAt) return context.redirect(`/exams/${attempt.assessment.id}/start`);
    return context.html(endPage(attempt));
  });
  return routes;
}

/** Keeps the answers of one page and says where the candidate goes next, seen from the exam. */
function saveAnswers(attempt: Attempt, number: number, form: FormData): string {
  const { pages } = attempt.assessment;
  for (const field of fieldsOfPage(pages[number - 1] ?? [])) {
    const value = form.get(field);
    if (typeof value === 'string') attempt.answers.set(field, value.slice(0, longestAnswer));
  }
  const go = form.get('go');
  if (go === 'previous') return `take/${Math.max(1, number - 1)}`;
  if (go === 'next') return number < pages.length ? `take/${number + 1}` : 'take/review';
  return `take/${number}`;
}

type Admission = { readonly attempt: Attempt } | { readonly refusal: Html };

/** Lets a candidate into the exam only with an attempt that is open, and a proctored one only inside Vigil. */
class ExamGate {
  readonly #candidates: Candidates;
  readonly #book: AttemptBook;

  constructor(candidates: Candidates, book: AttemptBook) {
    this.#candidates = candidates;
    this.#book = book;
  }

  /** The attempt that an exam page is asked for; an unproctored one begins by opening it. */
  find(context: Context): Attempt | undefined {
    const candidate = this.#candidates.of(context);
    const assessment = findAssessment(context.req.param('exam') ?? '');
    if (!candidate || !assessment) return undefined;
    const latest = this.#book.latest(candidate, assessment);
    const atStart = context.req.path.endsWith('/start');
    if (assessment.proctored || (latest && !(latest.submittedAt && atStart))) return latest;
    return this.#book.add({ id: crypto.randomUUID(), assessment, candidate, launch: null });
  }

  async admit(context: Context, draw: (attempt: Attempt) => Html): Promise<Response> {
    const admission = await this.#admission(context);
    if ('refusal' in admission) return context.html(admission.refusal, 409);
    return context.html(draw(admission.attempt));
  }

  async change(context: Context, apply: (attempt: Attempt) => string): Promise<Response> {
    const admission = await this.#admission(context);
    if ('refusal' in admission) return context.html(admission.refusal, 409);
    return context.redirect(`/exams/${admission.attempt.assessment.id}/${apply(admission.attempt)}`, 303);
  }

  /** Asks the backend only until the attempt is seen to run: a backend out of reach never stops an exam under way. */
  async #admission(context: Context): Promise<Admission> {
    const attempt = this.find(context);
    if (!attempt) return { refusal: notStarted };
    if (attempt.submittedAt) return { refusal: submitted };
    if (!attempt.launch) return { attempt };
    if (!isOpened(attempt)) await this.#book.refresh(attempt);
    if (isOver(attempt)) return { refusal: over };
    if (isOpened(attempt)) return { attempt };
    return { refusal: attempt.reachable ? notStarted : unreachable };
  }
}

function isOpened({ proctoring }: Attempt): boolean {
  return proctoring !== null && proctoring.state !== 'created';
}

const notStarted = problemPage(
  'This exam opens in Vigil',
  'It is proctored, and no proctored session is under way in this browser. Start it from your assessments.',
);
const noSuchPage = problemPage('No such page', 'This exam has no page of that number.', true);
const submitted = problemPage('Your exam is submitted', 'Answers cannot be changed any more.');
const over = problemPage('This attempt has ended', 'Its proctored session is over, so no answers are taken any more.');
const unreachable = problemPage(
  'The proctoring server does not answer',
  'Whether your session has begun cannot be seen at the moment. Nothing is lost: reload this page in a minute.',
  true,
);
