import { canonicalJson } from '../../src/evidence/digest.ts';
import { policyHash } from '../../src/policy/hash.ts';
import { PolicyError, parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { Refusal } from '../problem.ts';
import type { Database, Row } from './database.ts';

/** The template that every backend has: it can be changed, and not deleted. */
export const defaultTemplate = 'default';

/**
 * Longest canonical policy, in characters. Signed and in base64url it must fit where the protocol carries it (64 000).
 */
const longestPolicy = 40_000;

/**
 * Accepts a policy document.
 * @throws Refusal `policy-refused` with every fault
 */
export function acceptPolicy(document: unknown): Policy {
  try {
    const policy = parsePolicy(document);
    const { length } = Buffer.from(canonicalJson(policy));
    if (length > longestPolicy) {
      throw new PolicyError([{ key: 'policy', rule: `is ${length} bytes long; ${longestPolicy} are allowed` }]);
    }
    return policy;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new Refusal('policy-refused', `${error.message}. Change these settings and save again.`, {
      members: { faults: error.faults.map(({ key, rule }) => ({ key, rule })) },
    });
  }
}

/** Stores a template. @returns its row */
export async function saveTemplate(db: Database, id: string, name: string, policy: Policy): Promise<Row<'templates'>> {
  const content = { name, policy: canonicalJson(policy), policy_hash: await policyHash(policy) };
  await db
    .insertInto('templates')
    .values({ id, ...content })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
    .execute();
  return { id, ...content };
}

/** Makes the Default template if this database has none yet; one that was changed stays as it is. */
export async function ensureDefaultTemplate(db: Database, policy: Policy): Promise<void> {
  await db
    .insertInto('templates')
    .values({
      id: defaultTemplate,
      name: 'Default',
      policy: canonicalJson(policy),
      policy_hash: await policyHash(policy),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** @throws Refusal `not-found` */
export async function findTemplate(db: Database, id: string): Promise<Row<'templates'>> {
  const row = await db.selectFrom('templates').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw new Refusal('not-found', `There is no template '${id}'. Choose one of the list of templates.`);
}
