import type { Kysely } from 'kysely';

/** How each session's exam stands. */
export async function createStandingTable({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('exam_standings')
    .addColumn('session_id', 'text', (column) => column.primaryKey().references('sessions.id'))
    .addColumn('desk_paused_at', 'text')
    .addColumn('break_at', 'text')
    .addColumn('break_minutes', 'integer')
    .addColumn('is_break_overdue', 'integer', (column) => column.notNull())
    .addColumn('interrupted_by', 'text')
    .addColumn('interrupted_at', 'text')
    .addColumn('break_asked_at', 'text')
    .addColumn('extra_minutes', 'integer', (column) => column.notNull())
    .addColumn('desk_flags', 'integer', (column) => column.notNull())
    .execute();
}

/** Whose a conversation was, and whose it is. */
export async function createHandOverTable({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('hand_overs')
    .addColumn('attempt_id', 'text', (column) => column.notNull().references('attempts.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('from_agent', 'text')
    .addColumn('to_agent', 'text')
    .addColumn('given_by', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('hand_overs_place', ['attempt_id', 'number'])
    .execute();
}
