import type { Signal } from '@preact/signals';
import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChatLine } from '../browser/database.ts';
import { lastEntries } from '../browser/journal-store.ts';
import { thisBrowser } from '../browser/this-browser.ts';
import { shortHash } from '../policy/hash.ts';
import type { ContextCard } from '../protocol/chat.ts';
import { contextCard, failingCheck, isCardDue, problemsIn } from '../session/context-card.ts';
import type { SessionView } from '../session/view.ts';
import { view } from './session.ts';
import { phaseWords, stepWords } from './step-words.ts';
import { type MessageKey, text } from './text.ts';

/** How far back problems are looked for, in journal entries: some ten minutes of an exam. */
const entriesSeen = 1000;
const names = { edge: 'Edge', chrome: 'Chrome', chromium: 'Chromium' } as const;

/** The card that goes along with the next message, if the candidate lets it; null where none is due. */
export function useCard(lines: readonly ChatLine[]): ContextCard | null {
  const current = view.value;
  const isDue = current !== null && isCardDue(lines, failingCheck(current));
  const problems = useProblems(isDue ? current.session : null, current?.phase);
  if (!isDue || !problems) return null;
  const { kind, version } = thisBrowser();
  return contextCard(current, `${names[kind]} ${version}`, problems);
}

/** The last problems of a session; null until they are read. */
function useProblems(session: string | null, phase: SessionView['phase'] | undefined): readonly string[] | null {
  const [problems, setProblems] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let isGone = false;
    setProblems(null);
    if (session) {
      void lastEntries(session, entriesSeen).then((entries) => isGone || setProblems(problemsIn(entries)));
    }
    return () => {
      isGone = true;
    };
  }, [session, phase]);
  return problems;
}

interface CardOfferProps {
  readonly card: ContextCard;
  /** Whether it goes along. */
  readonly along: Signal<boolean>;
}

/** What the desk would learn, line by line, before the candidate sends it. */
export function CardOffer({ card, along }: CardOfferProps) {
  const { provider, exam, step, check, policyHash, browser, problems } = card;
  const stage = ({ ...phaseWords, ...stepWords } as Partial<Record<string, MessageKey>>)[step];
  const facts: readonly (readonly [name: MessageKey, fact: string])[] = [
    ['factProvider', provider],
    ['factExam', exam],
    ['cardStep', stage ? text(stage) : step],
    ['cardCheck', check ? `${text(stepWords[check.check])}: ${check.cause}` : ''],
    ['policyHash', shortHash(policyHash)],
    ['stepBrowser', browser],
    ['cardProblems', problems.join(', ')],
  ];
  return (
    <div class="chat-card small">
      <label>
        <input
          type="checkbox"
          checked={along.value}
          onChange={({ currentTarget }) => {
            along.value = currentTarget.checked;
          }}
        />{' '}
        {text('cardSend')}
      </label>
      <dl>
        {facts
          .filter(([, fact]) => fact)
          .map(([name, fact]) => (
            <Fragment key={name}>
              <dt>{text(name)}</dt>
              <dd>
                <bdi>{fact}</bdi>
              </dd>
            </Fragment>
          ))}
      </dl>
    </div>
  );
}
