import type { ContextCard } from '../protocol/chat.ts';
import type { CheckName } from '../protocol/check-help.ts';
import type { EventType } from '../protocol/events.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import type { SessionView } from './view.ts';

type FailingCheck = NonNullable<ContextCard['check']>;

/** What goes wrong with devices, network and browser. What a guard stopped is no business of a technician. */
const technical: ReadonlySet<EventType> = new Set([
  'check.failed',
  'session.paused',
  'device.lost',
  'camera.covered',
  'camera.frozen',
  'microphone.silent',
  'screen.share.stopped',
  'net.offline',
  'record.gap',
  'record.downshift',
  'clock.jump',
  'permission.removed',
  'storage.low',
]);
const mostProblems = 5;

/** The last technical problems in a journal, newest first, each once: the event with its cause, as a code. */
export function problemsIn(entries: readonly JournalEntry[]): string[] {
  const codes = entries.flatMap(({ body }) =>
    body.kind === 'event' && technical.has(body.type)
      ? [
          [body.type, body.cause]
            .filter(Boolean)
            .join('.')
            .replace(/[^a-z0-9.-]/g, '')
            .slice(0, 60),
        ]
      : [],
  );
  return [...new Set(codes.reverse())].slice(0, mostProblems);
}

/** The check that fails now: one that the desk was asked about, or a device that is gone in the exam. */
export function failingCheck({ asked, phase, recorder }: SessionView): FailingCheck | null {
  const barred = asked.find(({ order }) => order === null);
  if (barred) return { check: barred.check, cause: barred.cause };
  if (phase !== 'active') return null;
  const lost = (['screen', 'camera', 'microphone'] as const).find((device) => recorder[device] === 'lost');
  return lost ? { check: lost satisfies CheckName, cause: 'lost' } : null;
}

/**
 * What the desk would learn of the situation; null without a session.
 * @param browser its name and version
 */
export function contextCard(view: SessionView, browser: string, problems: readonly string[]): ContextCard | null {
  const { provider, exam, policyHash, phase, step } = view;
  if (!provider || !exam) return null;
  return {
    provider: provider.name,
    exam: exam.title,
    step: phase === 'onboarding' ? (step ?? 'start') : phase,
    check: failingCheck(view),
    policyHash,
    browser,
    problems: [...problems],
  };
}

/** What a card is about: the failing check, or nothing. */
export function aboutOf(check: FailingCheck | null): string {
  return check ? `${check.check} ${check.cause}` : '';
}

/** What is looked at of a conversation to know whether the candidate has been shown the card already. */
interface Shown {
  readonly from: string;
  readonly about?: string;
  readonly context?: ContextCard | undefined;
}

/** Whether the card is to be shown with the next message: the first one, and the first since a check fails. */
export function isCardDue(lines: readonly Shown[], check: FailingCheck | null): boolean {
  const own = lines.filter(({ from }) => from === 'candidate');
  const about = aboutOf(check);
  if (own.length === 0) return true;
  return about !== '' && !own.some((line) => (line.about ?? aboutOf(line.context?.check ?? null)) === about);
}
