import * as v from 'valibot';
import { refusedCombinations, type TypedFault } from './combinations.ts';
import { type Policy, policySchema } from './schema.ts';

/** A policy document that was refused. Nothing starts with it. */
export class PolicyError extends Error {
  readonly faults: readonly TypedFault[];
  constructor(faults: readonly TypedFault[]) {
    super(`The exam policy is refused. ${faults.map((fault) => `${fault.key}: ${fault.rule}`).join('; ')}`);
    this.name = 'PolicyError';
    this.faults = faults;
  }
}

/**
 * Accepts a policy document, or says what is wrong with it.
 * @param document anything, usually parsed JSON
 * @throws PolicyError naming every key and rule that it breaks
 */
export function parsePolicy(document: unknown): Policy {
  const result = v.safeParse(policySchema, document);
  if (!result.success) {
    throw new PolicyError(
      result.issues.map((issue) => ({ key: v.getDotPath(issue) ?? 'policy', ...describeIssue(issue) })),
    );
  }
  const faults = refusedCombinations(result.output);
  if (faults.length > 0) throw new PolicyError(faults);
  return result.output;
}

function describeIssue(issue: v.BaseIssue<unknown>): Pick<TypedFault, 'rule' | 'kind'> {
  if (issue.kind === 'schema' && issue.expected === 'never') {
    return { rule: 'is not a setting that this version knows', kind: 'unknown' };
  }
  if (issue.kind === 'schema' && issue.received === 'undefined') return { rule: 'is missing', kind: 'missing' };
  if (issue.kind === 'schema') return { rule: `must be ${issue.expected}, not ${issue.received}`, kind: 'value' };
  return { rule: issue.message, kind: 'value' };
}
