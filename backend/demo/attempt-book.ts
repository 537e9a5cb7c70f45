import type { Assessment } from './assessments.ts';
import type { AttemptSummary, ProctoringClient } from './proctoring-client.ts';

export interface Candidate {
  readonly id: string;
  readonly name: string;
}

/** One candidate's attempt at one assessment, as the platform knows it. */
export interface Attempt {
  /** The backend's id of the attempt; for an unproctored one the platform's own. */
  readonly id: string;
  readonly assessment: Assessment;
  readonly candidate: Candidate;
  /** What the candidate's extension needs, and until when it may be used; null when unproctored. */
  readonly launch: { readonly address: string; readonly expiresAt: string } | null;
  readonly answers: Map<string, string>;
  begun: boolean;
  submittedAt: string | null;
  /** The last that the backend said about this attempt. */
  proctoring: AttemptSummary | null;
  /** False while the backend does not answer. */
  reachable: boolean;
}

/** All attempts, newest first for each candidate, in memory: this is a demonstration. */
export class AttemptBook {
  readonly #attempts: Attempt[] = [];
  readonly #client: ProctoringClient;

  constructor(client: ProctoringClient) {
    this.#client = client;
  }

  add(facts: Pick<Attempt, 'id' | 'assessment' | 'candidate' | 'launch'>): Attempt {
    const attempt: Attempt = {
      ...facts,
      answers: new Map(),
      begun: false,
      submittedAt: null,
      proctoring: null,
      reachable: true,
    };
    this.#attempts.unshift(attempt);
    return attempt;
  }

  /** The candidate's latest attempt at an assessment. */
  latest(candidate: Candidate, assessment: Assessment): Attempt | undefined {
    return this.#attempts.find((attempt) => attempt.candidate.id === candidate.id && attempt.assessment === assessment);
  }

  /** Asks the backend how an attempt stands. Keeps what was known when it does not answer. */
  async refresh(attempt: Attempt): Promise<void> {
    try {
      attempt.proctoring = await this.#client.readAttempt(attempt.id);
      attempt.reachable = true;
    } catch {
      attempt.reachable = false;
    }
  }

  /** Follows every attempt whose recording is not all received, until the signal aborts. */
  follow(everyMs: number, signal: AbortSignal): void {
    const round = async () => {
      await Promise.all(this.#attempts.filter(isPending).map((attempt) => this.refresh(attempt)));
      if (!signal.aborted) setTimeout(round, everyMs).unref();
    };
    void round();
  }
}

function isPending({ launch, proctoring }: Attempt): boolean {
  if (!launch || proctoring?.state === 'complete') return false;
  return proctoring?.state !== 'created' || Date.parse(launch.expiresAt) > Date.now();
}

/** Whether the proctored session of an attempt has ended, whatever the reason. */
export function isOver({ proctoring }: Attempt): boolean {
  return proctoring?.state === 'ended' || proctoring?.state === 'complete';
}

/** Whether a candidate may go on with an attempt, instead of beginning a new one. */
export function isOpen(attempt: Attempt): boolean {
  if (attempt.submittedAt || isOver(attempt)) return false;
  return !attempt.launch || Date.parse(attempt.launch.expiresAt) > Date.now() + 30_000;
}

const endings: Readonly<Record<string, string>> = {
  declined: 'You did not agree to the proctoring rules; nothing was recorded.',
  terminated: 'The session was ended before you submitted.',
  left: 'You left before you submitted.',
};

/** How an attempt stands, in words for its candidate. `settled` when nothing will change any more. */
export function standingOf(attempt: Attempt | undefined): { words: string; settled: boolean } {
  if (!attempt) return { words: 'Not started', settled: true };
  const { launch, submittedAt, proctoring, reachable } = attempt;
  if (!launch) return { words: submittedAt ? 'Submitted' : 'In progress', settled: true };
  if (!reachable) return { words: 'The proctoring server does not answer at the moment', settled: false };
  const complete = proctoring?.state === 'complete';
  if (submittedAt) {
    return { words: complete ? 'Submitted, recording received' : 'Submitted, recording on its way', settled: complete };
  }
  if (isOver(attempt))
    return { words: endings[proctoring?.reason ?? ''] ?? 'Ended before you submitted.', settled: complete };
  if (proctoring?.state === 'running') return { words: 'In progress', settled: false };
  if (proctoring?.state === 'opened') return { words: 'Checks in progress', settled: false };
  return { words: 'Waiting for Vigil', settled: false };
}
