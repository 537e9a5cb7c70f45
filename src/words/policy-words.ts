import type { TypedFault } from '../policy/combinations.ts';
import { type Saying, say } from './saying.ts';
import type { MessageKey } from './text-key.ts';

const rules: Readonly<Record<NonNullable<TypedFault['kind']>, MessageKey>> = {
  unknown: 'refusedUnknown',
  missing: 'refusedMissing',
  value: 'refusedValue',
  needs: 'refusedNeeds',
  excludes: 'refusedExcludes',
};

/** Why a policy is refused, in the candidate's language: the first setting, by its name, with the rule that it breaks. */
export function refusalWords([first]: readonly TypedFault[]): Saying {
  const { key, kind = 'value', others = [] } = first ?? { key: 'policy' };
  return say(rules[kind], key, others);
}
