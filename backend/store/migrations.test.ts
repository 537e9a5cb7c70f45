import { Kysely, Migrator } from 'kysely';
import { expect, test } from 'vitest';
import type { Tables } from './database.ts';
import { migrations } from './migrations.ts';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';

const at = '2026-11-22T10:00:00.000Z';

test('a database of the first release is brought up to date with what is in it', async () => {
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(':memory:') });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('2026-11-22-first');
  const schedule = { id: 's', title: 'Exam', exam_url: 'x', template_id: 'default', state: 'draft', created_at: at };
  const attempt = { id: 'a', schedule_id: 's', candidate_id: 'c', candidate_name: 'C', state: 'created' };
  const old = db as Kysely<unknown> as Kysely<Record<string, Record<string, unknown>>>;
  await old.insertInto('schedules').values(schedule).execute();
  await old
    .insertInto('attempts')
    .values({ ...attempt, created_at: at, messages: 0, read_number: 0 })
    .execute();
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  expect(await db.selectFrom('attempts').selectAll().execute()).toMatchObject([{ ...attempt, accommodation: null }]);
  expect(await db.selectFrom('silences').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('identity_checks').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('hand_overs').selectAll().execute()).toEqual([]);
  await db.destroy();
});
