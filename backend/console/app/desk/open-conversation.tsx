import { useEffect, useRef, useState } from 'preact/hooks';
import type { PartCipher } from '../../../../src/evidence/part-cipher.ts';
import { spanText } from '../format.ts';
import { type AttemptSummary, StateBadge } from '../parts/attempt-state.tsx';
import { routeTo } from '../route.ts';
import { Admission } from './admission-card.tsx';
import { waitingForAdmission } from './admission-queue.ts';
import { agentName } from './agent.tsx';
import { stageOf } from './canned-answers.ts';
import { ContextTable } from './context-table.tsx';
import { Conversation } from './conversation.tsx';
import { ExamPanel } from './exam-panel.tsx';
import { FailedCheck } from './failed-check.tsx';
import { HolderBar } from './holder-bar.tsx';

interface OpenProps {
  readonly attempt: AttemptSummary;
  readonly colleagues: readonly string[];
  readonly now: number;
  readonly changedAt: number;
  readonly refresh: () => void;
}

/** One conversation with everything that the desk can do for this candidate. */
export function OpenConversation({ attempt, colleagues, now, changedAt, refresh }: OpenProps) {
  const { attempt: id, candidate, exam, state, reason, holder, route, context } = attempt;
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    setSaid('');
    heading.current?.focus();
  }, [id]);
  const tell = (words: string) => {
    setSaid(words);
    heading.current?.focus(); // what had the focus goes
    refresh();
  };
  const other = holder && holder.agent !== agentName() ? holder.agent : undefined;
  return (
    <section class="card open-conversation" aria-labelledby="conversation-title">
      <header class="conversation-head">
        <div>
          <h2 id="conversation-title" ref={heading} tabIndex={-1}>
            {candidate.name}
          </h2>
          <p class="soft">
            {exam}
            {route === 'technical' && ', asks technical help'}
          </p>
        </div>
        <StateBadge state={state} reason={reason} />
        <a href={routeTo({ page: 'attempts', id })}>Review the attempt</a>
      </header>
      <p class="soft" role="status">
        {said}
      </p>
      <div class="open-columns">
        <div class="open-main">
          <HolderBar attempt={attempt} colleagues={colleagues} done={tell} lost={refresh} />
          <Decisions attempt={attempt} now={now} tell={tell} />
          <Conversation
            attempt={id}
            candidate={candidate.name}
            stage={stageOf(attempt)}
            isOver={state === 'ended' || state === 'complete'}
            other={other}
            changedAt={changedAt}
          />
        </div>
        <div class="open-side">
          <ExamPanel attempt={attempt} now={now} ordered={refresh} />
          {context && <ContextTable card={context} candidate={candidate.name} />}
          {!context && <p class="soft small">{candidate.name} has sent no card with the situation.</p>}
        </div>
      </div>
    </section>
  );
}

interface DecisionsProps {
  readonly attempt: AttemptSummary;
  readonly now: number;
  readonly tell: (words: string) => void;
}

/** What waits for a person's yes or no before the exam: a check that fails, and the photos. */
function Decisions({ attempt, now, tell }: DecisionsProps) {
  // Forgotten with this page.
  const [decrypt, setDecrypt] = useState<PartCipher | null>(null);
  return (
    <>
      {attempt.barred && (
        <FailedCheck
          attempt={attempt}
          barred={attempt.barred}
          now={now}
          overridden={() => tell(`${attempt.candidate.name} may go on without this check.`)}
        />
      )}
      {waitingForAdmission([attempt]).map((applicant) => (
        <section key={applicant.document} class="failed-check" aria-label="Admission">
          <p>
            <strong>Waits for admission</strong>{' '}
            <span class="soft small">{spanText(Math.max(0, now - applicant.since))}</span>
          </p>
          <Admission
            applicant={applicant}
            isFirst
            decrypt={decrypt}
            unlock={(cipher) => setDecrypt(() => cipher)}
            decided={tell}
          />
        </section>
      ))}
    </>
  );
}
