import type { Accommodation } from '../../src/policy/accommodations.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import type { Policy } from '../../src/policy/schema.ts';
import type { Assessment } from './assessments.ts';
import { type Attempt, type AttemptBook, type Candidate, isOpen } from './attempt-book.ts';
import type { ProctoringClient } from './proctoring-client.ts';

/** What differs from the Default policy and a plain attempt. */
export interface EnrolmentChanges {
  /** Changes the policy of the platform's own template before it is written. */
  readonly policy?: ((policy: Policy) => void) | undefined;
  /** What is relaxed for every candidate. */
  readonly accommodation?: Accommodation | undefined;
}

export interface EnrolmentOptions extends EnrolmentChanges {
  readonly client: ProctoringClient;
  readonly book: AttemptBook;
  /** Origin of this platform; address patterns in the policy are made of it. */
  readonly origin: string;
  /** The template that schedules are made from. */
  readonly templateId: string;
  /** With an operator's key the template is written first; without, it must exist and fit this origin. */
  readonly operatorKey: string | undefined;
}

/** Gets candidates into proctored assessments: one schedule for each assessment, one attempt for each start. */
export class Enrolment {
  readonly #options: EnrolmentOptions;
  readonly #schedules = new Map<string, Promise<string>>();
  #template: Promise<void> | undefined;

  constructor(options: EnrolmentOptions) {
    this.#options = options;
  }

  /**
   * The candidate's attempt at a proctored assessment: the one under way, or a new one.
   * @param fresh begin anew even when one is under way
   * @throws ProctoringError when the backend refuses or does not answer
   */
  async start(candidate: Candidate, assessment: Assessment, fresh = false): Promise<Attempt> {
    const { client, book, accommodation } = this.#options;
    const known = book.latest(candidate, assessment);
    if (known && !fresh) {
      await book.refresh(known);
      if (isOpen(known)) return known;
    }
    const created = await client.createAttempt(await this.#schedule(assessment), candidate, accommodation);
    const launch = { address: created.launchAddress, expiresAt: created.expiresAt };
    return book.add({ id: created.attempt, assessment, candidate, launch });
  }

  #schedule(assessment: Assessment): Promise<string> {
    const known = this.#schedules.get(assessment.id);
    if (known !== undefined) return known;
    const creating = this.#createSchedule(assessment);
    this.#schedules.set(assessment.id, creating);
    creating.catch(() => this.#schedules.delete(assessment.id));
    return creating;
  }

  async #createSchedule({ id, title }: Assessment): Promise<string> {
    const { client, origin, templateId } = this.#options;
    await this.#prepareTemplate();
    return client.schedule({ title, examUrl: `${origin}/exams/${id}/start`, returnUrl: `${origin}/`, templateId });
  }

  #prepareTemplate(): Promise<void> {
    const { client, origin, templateId, operatorKey, policy: change } = this.#options;
    if (!operatorKey) return Promise.resolve();
    const policy = defaultPolicy(origin);
    change?.(policy);
    this.#template ??= client
      .putTemplate(templateId, 'Northfield Assessments', policy, operatorKey)
      .catch((error: unknown) => {
        this.#template = undefined;
        throw error;
      });
    return this.#template;
  }
}
