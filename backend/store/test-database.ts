import { type Database, openDatabase } from './database.ts';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';

const at = '2026-11-22T10:00:00.000Z';

/** A database in memory, for tests, with one attempt: `a`. */
export async function openTestDatabase(): Promise<Database> {
  const db = await openDatabase(nodeSqliteDialect(':memory:'));
  await db
    .insertInto('schedules')
    .values({
      id: 's',
      title: 'Exam',
      exam_url: 'https://exam.example',
      return_url: null,
      template_id: 'default',
      state: 'active',
      policy: '{}',
      policy_hash: 'x',
      policy_jws: 'x',
      created_at: at,
      activated_at: at,
    })
    .execute();
  await db
    .insertInto('attempts')
    .values({
      id: 'a',
      schedule_id: 's',
      candidate_id: 'c',
      candidate_name: 'C',
      state: 'running',
      reason: null,
      created_at: at,
      started_at: at,
      ended_at: null,
      messages: 0,
      read_number: 0,
      seen_number: 0,
      recordings_deleted_at: null,
      accommodation: null,
    })
    .execute();
  return db;
}
