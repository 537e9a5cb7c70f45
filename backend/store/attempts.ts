import type { ExpressionBuilder } from 'kysely';
import type { Answer } from '../endpoint-call.ts';
import type { Watch } from '../silence.ts';
import type { Database, Queries, Row, Tables } from './database.ts';
import { standingIn } from './exam-standings.ts';
import { type OpenOrder, openExamOrders } from './orders.ts';

/** An attempt with what its schedule froze for it. */
export interface AttemptFacts extends Row<'attempts'> {
  readonly title: string;
  readonly exam_url: string;
  readonly return_url: string | null;
  readonly policy: string;
  readonly policy_hash: string;
  readonly policy_jws: string;
}

export type AttemptSummary = Answer<'readAttempt'>;

/** Longest list of attempts that is answered. */
const listed = 1000;

/** An attempt by its id. Attempts are made on active schedules only, so the policy is there. */
export async function findAttempt(db: Queries, id: string): Promise<AttemptFacts | undefined> {
  const row = await db
    .selectFrom('attempts')
    .innerJoin('schedules', 'schedules.id', 'attempts.schedule_id')
    .selectAll('attempts')
    .select(['title', 'exam_url', 'return_url', 'policy', 'policy_hash', 'policy_jws'])
    .where('attempts.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { policy, policy_hash, policy_jws } = row;
  if (policy === null || policy_hash === null || policy_jws === null)
    throw new Error(`attempt ${id} has no frozen policy`);
  return { ...row, policy, policy_hash, policy_jws };
}

/** The summary of one attempt. */
export async function summarizeAttempt(db: Queries, id: string, watch: Watch): Promise<AttemptSummary | undefined> {
  return (await summarizeSome(db, [id], watch))[0];
}

/** The summaries of some attempts, in no order; one that there is not has none. */
export async function summarizeSome(db: Queries, ids: readonly string[], watch: Watch): Promise<AttemptSummary[]> {
  const rows = await summaries(db).where('attempts.id', 'in', ids).execute();
  const open = await openExamOrders(db, ids);
  return rows.map((row) => summaryOf(row, watch, open));
}

/** The newest attempts, newest first. */
export async function summarizeAttempts(db: Database, watch: Watch): Promise<AttemptSummary[]> {
  const rows = await summaries(db)
    .orderBy('attempts.created_at', 'desc')
    .orderBy('attempts.id')
    .limit(listed)
    .execute();
  const open = await openExamOrders(db);
  return rows.map((row) => summaryOf(row, watch, open));
}

/** Attempts with what other tables know of them: at most one row of each. */
function withStandings(db: Queries) {
  return db
    .selectFrom('attempts')
    .innerJoin('schedules', 'schedules.id', 'attempts.schedule_id')
    .leftJoin('sessions', 'sessions.attempt_id', 'attempts.id')
    .leftJoin('identity_checks', 'identity_checks.session_id', 'sessions.id')
    .leftJoin('failed_checks', (join) =>
      join.onRef('failed_checks.session_id', '=', 'sessions.id').on('failed_checks.is_open', '=', 1),
    )
    .leftJoin('exam_standings', 'exam_standings.session_id', 'sessions.id')
    .leftJoin('hand_overs', (join) =>
      join.onRef('hand_overs.attempt_id', '=', 'attempts.id').on('hand_overs.number', '=', (query) =>
        query
          .selectFrom('hand_overs as all')
          .whereRef('all.attempt_id', '=', 'attempts.id')
          .select(({ fn }) => fn.max('all.number').as('last')),
      ),
    );
}

function lastMessage(query: ExpressionBuilder<Tables, 'attempts'>) {
  return query
    .selectFrom('messages')
    .whereRef('messages.attempt_id', '=', 'attempts.id')
    .orderBy('messages.number', 'desc')
    .limit(1);
}

function summaries(db: Queries) {
  return withStandings(db)
    .selectAll('attempts')
    .select([
      'schedules.title',
      'schedules.policy_hash',
      'sessions.last_seen_at',
      'sessions.next',
      'sessions.flags',
      'sessions.lost_ms',
      'identity_checks.state as identity_state',
      'identity_checks.at as identity_at',
      'identity_checks.document as identity_document',
      'failed_checks.check_name as barred_check',
      'failed_checks.cause as barred_cause',
      'failed_checks.way as barred_way',
      'failed_checks.at as barred_at',
      'exam_standings.session_id',
      'exam_standings.desk_paused_at',
      'exam_standings.break_at',
      'exam_standings.break_minutes',
      'exam_standings.is_break_overdue',
      'exam_standings.interrupted_by',
      'exam_standings.interrupted_at',
      'exam_standings.break_asked_at',
      'exam_standings.extra_minutes',
      'exam_standings.desk_flags',
      'hand_overs.to_agent as holder',
      'hand_overs.at as held_since',
      'hand_overs.note as hand_over_note',
    ])
    .select((query) => [
      query
        .selectFrom('stored_parts')
        .whereRef('stored_parts.session_id', '=', 'sessions.id')
        .select(({ fn }) => fn.countAll().as('count'))
        .as('parts'),
      query
        .selectFrom('stored_parts')
        .whereRef('stored_parts.session_id', '=', 'sessions.id')
        .select(({ fn }) => fn.sum('bytes').as('sum'))
        .as('bytes'),
      query
        .selectFrom('messages')
        .where('messages.sender', '=', 'candidate')
        .whereRef('messages.attempt_id', '=', 'attempts.id')
        .whereRef('messages.number', '>', 'attempts.read_number')
        .select(({ fn }) => fn.countAll().as('count'))
        .as('unread'),
      query
        .selectFrom('messages')
        .where('messages.sender', '=', 'candidate')
        .whereRef('messages.attempt_id', '=', 'attempts.id')
        .whereRef('messages.number', '>', 'attempts.read_number')
        .select(({ fn }) => fn.min('messages.received_at').as('first'))
        .as('waiting_since'),
      lastMessage(query).where('messages.sender', '=', 'candidate').select('messages.route').as('route'),
      lastMessage(query).where('messages.context', 'is not', null).select('messages.context').as('context'),
    ]);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['executeTakeFirstOrThrow']>>;

/** Sums and counts may come as texts (bigint), or as null where there is nothing to add up. */
function summaryOf(row: SummaryRow, { silentBefore }: Watch, open: ReadonlyMap<string, OpenOrder[]>): AttemptSummary {
  const { last_seen_at: lastSeenAt } = row;
  const isSilent = row.state === 'running' && lastSeenAt !== null && lastSeenAt < silentBefore;
  return {
    attempt: row.id,
    schedule: row.schedule_id,
    exam: row.title,
    candidate: { id: row.candidate_id, name: row.candidate_name },
    state: row.state,
    reason: row.reason,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    lastSeenAt,
    silentSince: isSilent ? lastSeenAt : null,
    policyHash: row.policy_hash ?? '',
    entries: row.next ?? 0,
    parts: Number(row.parts ?? 0),
    bytes: Number(row.bytes ?? 0),
    unread: Number(row.unread ?? 0),
    flags: row.flags ?? 0,
    lostMs: Number(row.lost_ms ?? 0),
    messages: row.messages,
    waitingSince: row.waiting_since,
    identity: identityOf(row),
    barred: barredOf(row),
    ...standingIn(row),
    ...(isOver(row) ? nothingHeld : {}),
    openOrders: open.get(row.id) ?? [],
    holder: holderIn(row),
    route: row.route,
    context: row.context === null ? null : JSON.parse(row.context),
  };
}

const nothingHeld = { deskPaused: null, onBreak: null, interrupted: null, breakAsked: null };

function isOver({ state }: SummaryRow): boolean {
  return state === 'ended' || state === 'complete';
}

function holderIn({ holder: agent, held_since: since, hand_over_note: note }: SummaryRow): AttemptSummary['holder'] {
  return agent === null || since === null || note === null ? null : { agent, since, note };
}

function identityOf({ identity_state: state, identity_at: since, identity_document: document }: SummaryRow) {
  return state === null || since === null || document === null ? null : { state, since, document };
}

function barredOf(row: SummaryRow): AttemptSummary['barred'] {
  const { barred_check: check, barred_cause: cause, barred_way: way, barred_at: since } = row;
  return isOver(row) || !check || !cause || !way || !since ? null : { check, cause, way, since };
}
