import type { Kysely, Migration } from 'kysely';
import { createHandOverTable, createStandingTable } from './desk-tables.ts';

/** Every change of the tables, in order of name. One that was released is never edited; a new one is added. */
export const migrations: Record<string, Migration> = {
  '2026-11-22-first': {
    up: async (db: Kysely<unknown>) => {
      await createExamTables(db);
      await createSessionTables(db);
      await createRecordingTables(db);
      await createConversationTables(db);
    },
  },
  '2026-11-24-lockdown': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('attempts').addColumn('accommodation', 'text').execute();
      await createReEntryTables(db);
      await createSilenceTable(db);
    },
  },
  '2026-11-24-signed-end': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('sessions').addColumn('signed_end', 'text').execute();
    },
  },
  '2026-11-25-encryption': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('recorded_parts').addColumn('cipher', 'text').execute();
    },
  },
  '2026-11-25-outbox': {
    up: async (db: Kysely<unknown>) => {
      const lost = db.schema.alterTable('sessions');
      await lost.addColumn('lost_ms', 'bigint', (column) => column.notNull().defaultTo(0)).execute();
      await db.schema.alterTable('sessions').addColumn('upload_until', 'text').execute();
    },
  },
  '2026-11-26-identity': {
    up: async (db: Kysely<unknown>) => {
      await createIdentityTable(db);
    },
  },
  '2026-11-27-overrides': {
    up: async (db: Kysely<unknown>) => {
      await createFailedCheckTable(db);
      for (const column of ['check_name', 'cause', 'given_by'] as const) {
        await db.schema.alterTable('orders').addColumn(column, 'text').execute();
      }
    },
  },
  '2026-11-29-conversation': {
    up: async (db: Kysely<unknown>) => {
      await createPictureTable(db);
      for (const column of ['agent', 'route', 'context', 'picture'] as const) {
        await db.schema.alterTable('messages').addColumn(column, 'text').execute();
      }
      const seen = db.schema.alterTable('attempts');
      await seen.addColumn('seen_number', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    },
  },
  '2026-11-29-desk': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('orders').addColumn('minutes', 'integer').execute();
      await db.schema.alterTable('orders').addColumn('void_cause', 'text').execute();
      await createStandingTable(db);
      await createHandOverTable(db);
    },
  },
};

async function createExamTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('templates')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('policy_hash', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('schedules')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('exam_url', 'text', (column) => column.notNull())
    .addColumn('return_url', 'text')
    .addColumn('template_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('policy', 'text')
    .addColumn('policy_hash', 'text')
    .addColumn('policy_jws', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('activated_at', 'text')
    .execute();
  await schema
    .createTable('attempts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('schedule_id', 'text', (column) => column.notNull().references('schedules.id'))
    .addColumn('candidate_id', 'text', (column) => column.notNull())
    .addColumn('candidate_name', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('messages', 'integer', (column) => column.notNull())
    .addColumn('read_number', 'integer', (column) => column.notNull())
    .addColumn('recordings_deleted_at', 'text')
    .execute();
  await schema.createIndex('attempts_newest').on('attempts').columns(['created_at', 'id']).execute();
}

async function createSessionTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('attempt_id', 'text', (column) => column.notNull().unique().references('attempts.id'))
    .addColumn('device_key', 'text', (column) => column.notNull())
    .addColumn('device_thumbprint', 'text', (column) => column.notNull())
    .addColumn('client_version', 'text', (column) => column.notNull())
    .addColumn('client_browser', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addColumn('next', 'integer', (column) => column.notNull())
    .addColumn('head', 'text', (column) => column.notNull())
    .addColumn('flags', 'integer', (column) => column.notNull())
    .addColumn('receipt', 'text')
    .execute();
  await schema
    .createTable('session_tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('session_tokens_session').on('session_tokens').column('session_id').execute();
  await schema
    .createTable('operator_sessions')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
}

async function createRecordingTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('journal')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('journal_place', ['session_id', 'seq'])
    .execute();
  await schema
    .createTable('recorded_parts')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('segment', 'integer', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('last', 'integer', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('from_ms', 'bigint', (column) => column.notNull())
    .addColumn('duration_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('recorded_parts_place', ['session_id', 'seq'])
    .execute();
  await schema
    .createTable('stored_parts')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('segment', 'integer', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('stored_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('stored_parts_place', ['session_id', 'stream', 'segment', 'part'])
    .execute();
}

async function createConversationTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('messages')
    .addColumn('attempt_id', 'text', (column) => column.notNull().references('attempts.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('messages_place', ['attempt_id', 'number'])
    .addUniqueConstraint('messages_id', ['attempt_id', 'id'])
    .execute();
  await schema
    .createTable('orders')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('attempt_id', 'text', (column) => column.notNull().references('attempts.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('done_at', 'text')
    .execute();
  await schema.createIndex('orders_attempt').on('orders').column('attempt_id').execute();
}

async function createReEntryTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('re_entry_codes')
    .addColumn('session_id', 'text', (column) => column.primaryKey().references('sessions.id'))
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addColumn('spent_at', 'text')
    .execute();
  await schema
    .createTable('re_entry_tries')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('re_entry_tries_session').on('re_entry_tries').columns(['session_id', 'at']).execute();
}

async function createSilenceTable({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('silences')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('from_at', 'text', (column) => column.notNull())
    .addColumn('to_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('silences_place', ['session_id', 'from_at'])
    .execute();
}

async function createIdentityTable({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('identity_checks')
    .addColumn('session_id', 'text', (column) => column.primaryKey().references('sessions.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('document', 'integer', (column) => column.notNull())
    .execute();
}

async function createFailedCheckTable({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('failed_checks')
    .addColumn('session_id', 'text', (column) => column.primaryKey().references('sessions.id'))
    .addColumn('check_name', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('way', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('is_open', 'integer', (column) => column.notNull())
    .execute();
}

async function createPictureTable({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('pictures')
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('stored_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('pictures_place', ['session_id', 'id'])
    .execute();
}
