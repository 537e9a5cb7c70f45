import { useMemo } from 'preact/hooks';
import { parsePolicy } from '../../../../src/policy/parse-policy.ts';
import type { Policy } from '../../../../src/policy/schema.ts';
import { policySentences, type Sentence } from '../../../../src/policy/sentences.ts';
import { english } from '../../../../src/words/english.ts';

const groups: Readonly<Record<Sentence['group'], string>> = {
  recorded: 'Recorded',
  checked: 'Checked before the start',
  locked: 'Locked and offered',
  kept: 'Kept',
};

/** The policy as the candidate read it, with its whole hash. */
export function PolicyWords({ policy, hash }: { readonly policy: unknown; readonly hash: string }) {
  const known = useMemo(() => knownPolicy(policy), [policy]);
  return (
    <details class="card" open>
      <summary>
        <h2>Policy in plain words</h2>
      </summary>
      {known ? <PolicySentences policy={known} /> : <p>This policy is of a version that the console does not know.</p>}
      <p class="small">
        Hash <code>{hash}</code>
      </p>
    </details>
  );
}

/** Every sentence of a policy under the part of the consent page that it belongs to. */
export function PolicySentences({ policy }: { readonly policy: Policy }) {
  const sentences = policySentences(policy, english);
  return (
    <>
      {Object.entries(groups).map(([group, title]) => {
        const own = sentences.filter((sentence) => sentence.group === group);
        return (
          own.length > 0 && (
            <section key={group} class="sentences">
              <h3>{title}</h3>
              <ul>
                {own.map(({ key, text }) => (
                  <li key={key}>{text}</li>
                ))}
              </ul>
            </section>
          )
        );
      })}
    </>
  );
}

function knownPolicy(policy: unknown): Policy | null {
  try {
    return parsePolicy(policy);
  } catch {
    return null;
  }
}
