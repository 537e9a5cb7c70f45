import { currentWords } from '../src/browser/language.ts';
import type { ExamCommand } from '../src/protocol/exam-commands.ts';
import type { Order } from '../src/protocol/orders.ts';
import { CandidateError, say } from '../src/words/saying.ts';
import type { Attempt } from './attempt.ts';
import { orderPage } from './page-scripts.ts';

/** Does what the candidate wants in an exam that runs. @throws CandidateError when a note is not taken: none runs */
export async function obeyCandidate(attempt: Attempt, command: ExamCommand): Promise<void> {
  switch (command.type) {
    case 'takeBreak':
      return void (await attempt.take({ type: 'breakRequested' }));
    case 'endBreak':
      return void (await attempt.take({ type: 'breakEnded' }));
    case 'note': {
      const { id, cause, text } = command;
      const { taken } = await attempt.take({ type: 'noted', note: id, cause, text });
      if (!taken.includes(id)) throw new CandidateError(say('noExamToEnter'));
    }
  }
}

/** Carries out what the desk orders. What asks nothing of the candidate is told at the top of the exam's page. */
export async function obeyDesk(attempt: Attempt, order: Order): Promise<void> {
  const before = await attempt.state();
  const { extraMinutes, examTab } = await attempt.take({ type: 'ordered', order });
  const seconds = (extraMinutes - before.extraMinutes) * 60;
  if (seconds <= 0 || !examTab) return;
  const words = await currentWords();
  await orderPage(examTab.tabId, { type: 'notice', text: words.text('extraTime', words.length(seconds)) });
}
