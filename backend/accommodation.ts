import * as v from 'valibot';
import { canonicalJson } from '../src/evidence/digest.ts';
import { type Accommodation, type accommodationClaims, accommodationSettings } from '../src/policy/accommodations.ts';
import { Refusal } from './problem.ts';

/**
 * Accepts what a platform asks to be relaxed for one candidate.
 * @returns canonical JSON to store, or null when it relaxes nothing
 * @throws Refusal `policy-refused` with every fault
 */
export function acceptAccommodation(document: unknown): string | null {
  if (document === undefined) return null;
  const result = v.safeParse(accommodationSettings, document);
  if (result.success) return Object.keys(result.output).length === 0 ? null : canonicalJson(result.output);
  const faults = result.issues.map((issue) => {
    const path = v.getDotPath(issue);
    return { key: path === null ? 'accommodation' : `accommodation.${path}`, rule: ruleOf(issue) };
  });
  const named = faults.map(({ key, rule }) => `${key}: ${rule}`).join('; ');
  throw new Refusal('policy-refused', `The accommodation is refused. ${named}. Change this and send it again.`, {
    members: { faults },
  });
}

function ruleOf(issue: v.BaseIssue<unknown>): string {
  // The list of all types is no help to anybody who reads this.
  if (issue.type === 'picklist') return `${issue.received} is not the type of an event`;
  if (issue.kind === 'schema' && issue.expected === 'never') return 'is not a setting that this version knows';
  if (issue.kind === 'schema') return `must be ${issue.expected}, not ${issue.received}`;
  return issue.message;
}

/** What was stored of an accommodation. It was accepted then; one that a later version would refuse is still obeyed. */
export function storedAccommodation(json: string | null): Accommodation | null {
  return json === null ? null : JSON.parse(json);
}

/** The text that is signed for the candidate's device: whose accommodation it is, and what it relaxes. */
export function accommodationPayload(attempt: string, relaxes: Accommodation): string {
  const claims: v.InferOutput<typeof accommodationClaims> = { v: 1, attempt, relaxes };
  return canonicalJson(claims);
}
