import { randomUUID } from 'node:crypto';
import type { Answer, Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import type { Database, Row } from '../store/database.ts';
import { findTemplate } from '../store/templates.ts';

export const listSchedules: Handler<'listSchedules'> = async ({ db }) => {
  const rows = await db.selectFrom('schedules').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
  return { schedules: rows.map(describe) };
};

export const createSchedule: Handler<'createSchedule'> = async ({ db, now }, { body }) => {
  const template = await findTemplate(db, body.templateId);
  const row: Row<'schedules'> = {
    id: randomUUID(),
    title: body.title,
    exam_url: webAddress(body.examUrl, 'examUrl'),
    return_url: body.returnUrl === undefined ? null : webAddress(body.returnUrl, 'returnUrl'),
    template_id: template.id,
    state: 'draft',
    policy: null,
    policy_hash: null,
    policy_jws: null,
    created_at: now().toISOString(),
    activated_at: null,
  };
  await db.insertInto('schedules').values(row).execute();
  return describe(row);
};

/** Freezes the template's policy. Doing it again changes nothing: candidates may have agreed to it already. */
export const activateSchedule: Handler<'activateSchedule'> = async ({ db, signingKey, now }, { parameters }) => {
  const draft = await findSchedule(db, parameters.schedule);
  if (draft.state === 'active') return describe(draft);
  const template = await findTemplate(db, draft.template_id);
  await db
    .updateTable('schedules')
    .set({
      state: 'active',
      policy: template.policy,
      policy_hash: template.policy_hash,
      policy_jws: await signingKey.sign('policy', template.policy),
      activated_at: now().toISOString(),
    })
    .where('id', '=', draft.id)
    .where('state', '=', 'draft')
    .execute();
  return describe(await findSchedule(db, draft.id));
};

/** @throws Refusal `not-found` */
export async function findSchedule(db: Database, id: string): Promise<Row<'schedules'>> {
  const row = await db.selectFrom('schedules').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw new Refusal('not-found', `There is no schedule '${id}'. Create it first, or choose one of the list.`);
}

/** Candidates' browsers are sent to these addresses: a `javascript:` address must never be among them. */
function webAddress(address: string, name: string): string {
  if (['http:', 'https:'].includes(new URL(address).protocol)) return address;
  throw new Refusal('invalid-request', `${name} must be a web address that begins with https:// or http://.`);
}

function describe(row: Row<'schedules'>): Answer<'createSchedule'> {
  return {
    id: row.id,
    title: row.title,
    examUrl: row.exam_url,
    templateId: row.template_id,
    state: row.state,
    policyHash: row.policy_hash,
    activatedAt: row.activated_at,
  };
}
