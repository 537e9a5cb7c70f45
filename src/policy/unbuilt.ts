import type { Policy } from './schema.ts';

/** Settings that the policy names and this version cannot keep yet, each with how to tell that it is asked for. */
const unbuilt: Readonly<Record<string, (policy: Policy) => boolean>> = {
  'tools.calculator': ({ tools }) => tools.calculator !== 'off',
  'tools.whiteboard': ({ tools }) => tools.whiteboard,
};

/**
 * What a policy asks for that this version of the client does not do. A session that has any of it must not start: it
 * would promise more to the provider, and ask for more of the candidate, than it keeps.
 */
export function unbuiltSettings(policy: Policy): string[] {
  return Object.keys(unbuilt).filter((key) => unbuilt[key]?.(policy));
}
