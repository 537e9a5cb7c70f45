import * as v from 'valibot';
import { askBackend } from '../src/browser/backend-door.ts';
import { findSession, shiftClock } from '../src/browser/journal-store.ts';
import { linkFacts } from '../src/outbox/link-verdict.ts';
import type { CheckCommand } from '../src/protocol/check-commands.ts';
import { endpoints, pathTo } from '../src/protocol/endpoints.ts';
import type { LinkMeasure, LinkTrial } from '../src/protocol/link-measure.ts';
import type { BrowserSurvey } from '../src/session/browser-checks.ts';
import type { SessionFacts } from '../src/session/snapshot.ts';
import { CandidateError, say } from '../src/words/saying.ts';
import type { Attempt } from './attempt.ts';
import { surveyDisplays } from './displays.ts';
import { surveyExtensions } from './extensions.ts';
import { order } from './offscreen.ts';
import { signAgreement } from './signed-agreement.ts';
import { stepTaken } from './step-taken.ts';

/** Does what the start page's checks ask for. */
export class Checks {
  readonly #attempt: Attempt;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  async command(command: CheckCommand): Promise<unknown> {
    const attempt = this.#attempt;
    const { session } = await attempt.state();
    if (!session) throw new CandidateError(say('noExamToCheck'));
    switch (command.type) {
      case 'surveyBrowser':
        return surveyBrowser(session);
      case 'browserChecked':
        return stepTaken(await attempt.take({ type: 'browserChecked', facts: command.facts }), 'browser');
      case 'measureLink':
        return order<LinkTrial>({ to: 'offscreen', type: 'measureLink', session: session.id });
      case 'askDesk':
        return void (await attempt.take({ ...command, type: 'deskAsked' }));
      case 'goOnWithout':
        return stepTaken(await attempt.take({ ...command, type: 'wentWithout' }), command.check);
      case 'signAgreement':
        return signAgreement(attempt, command);
      case 'connectionChecked': {
        const facts = connectionFacts(session, command.measure);
        return stepTaken(await attempt.take({ type: 'connectionChecked', facts }), 'connection');
      }
    }
  }
}

function connectionFacts({ policy }: SessionFacts, measure: LinkMeasure | null) {
  return measure ? linkFacts(measure, policy.recording.quality) : { verdict: 'unmeasured' };
}

/** What only the worker can tell of the browser. */
async function surveyBrowser(session: SessionFacts): Promise<BrowserSurvey> {
  const { lockdown } = session.policy;
  const unasked = { verdict: 'unasked', names: [] } as const;
  const [displays, extensions, clockMs] = await Promise.all([
    lockdown.oneScreen ? surveyDisplays(session.accommodation) : unasked,
    surveyExtensions(session),
    clockDifference(session),
  ]);
  return { displays, extensions: extensions.map(({ name }) => name), clockMs };
}

const patienceMs = 3_000;
/** The answer of a backend takes a while to come: a clock that differs by less from what is known was not changed. */
const toleranceMs = 2_000;

/**
 * The backend's clock minus ours, in milliseconds: asked anew, since the candidate may have set the clock right. What the
 * launch said counts where the backend does not answer.
 */
async function clockDifference({ id, backend }: SessionFacts): Promise<number> {
  const known = (await findSession(id))?.clockOffset ?? 0;
  const sentAt = Date.now();
  const answer: unknown = await askBackend(`${backend}${pathTo('health')}`, {
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  })
    .then((response) => response.json())
    .catch(() => undefined);
  if (!v.is(endpoints.health.answer, answer)) return known;
  const fresh = Date.parse(answer.serverTime) - Math.round((sentAt + Date.now()) / 2);
  if (Math.abs(fresh - known) < toleranceMs) return known;
  await shiftClock(id, fresh - known);
  return fresh;
}
