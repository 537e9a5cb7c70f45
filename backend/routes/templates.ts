import type { Answer, Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import type { Row } from '../store/database.ts';
import { acceptPolicy, defaultTemplate, findTemplate, saveTemplate } from '../store/templates.ts';

export const listTemplates: Handler<'listTemplates'> = async ({ db }) => {
  const rows = await db.selectFrom('templates').selectAll().orderBy('name').orderBy('id').execute();
  const templates = rows.map(describe);
  return { templates: [...templates.filter((row) => row.isDefault), ...templates.filter((row) => !row.isDefault)] };
};

export const putTemplate: Handler<'putTemplate'> = async ({ db }, { parameters, body }) => {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(parameters.template)) {
    throw new Refusal('invalid-request', "A template's id is up to 64 lower-case letters, digits and hyphens.");
  }
  return describe(await saveTemplate(db, parameters.template, body.name, acceptPolicy(body.policy)));
};

export const deleteTemplate: Handler<'deleteTemplate'> = async ({ db }, { parameters }) => {
  const { id } = await findTemplate(db, parameters.template);
  if (id === defaultTemplate) {
    throw new Refusal('invalid-request', 'The Default template cannot be deleted. Change it instead.', { status: 409 });
  }
  await db.deleteFrom('templates').where('id', '=', id).execute();
  return undefined;
};

function describe(row: Row<'templates'>): Answer<'putTemplate'> {
  return {
    id: row.id,
    name: row.name,
    policy: JSON.parse(row.policy),
    policyHash: row.policy_hash,
    isDefault: row.id === defaultTemplate,
  };
}
