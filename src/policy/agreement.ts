import type { Words } from '../words/words.ts';
import type { Policy } from './schema.ts';
import { policySentences, type Sentence } from './sentences.ts';

/** What an agreement is about: whoever knows these can write its text again, and compare the digest that was signed. */
export interface AgreementFacts {
  readonly provider: string;
  readonly exam: string;
  readonly candidate: string;
  /** The backend's origin. */
  readonly backend: string;
  readonly policy: Policy;
  readonly policyHash: string;
}

export interface AgreementPart {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * What a candidate signs, part by part: who takes which exam, the rules, what is recorded, and how long it is kept.
 * @param words the language of it; where the reader lives makes no difference, so that others can write it again
 */
export function agreementParts(facts: AgreementFacts, words: Words): AgreementPart[] {
  const plain = words.withoutRegion();
  const { provider, exam, candidate, backend, policy, policyHash } = facts;
  const sentences = policySentences(policy, plain).filter(({ key }) => key !== 'verification.signature');
  const of = (...groups: Sentence['group'][]) =>
    sentences.filter(({ group }) => groups.includes(group)).map(({ text }) => text);
  const parts = [
    {
      title: plain.text('agreementWith', provider, exam),
      lines: [plain.text('agreementMyself', candidate)],
    },
    { title: plain.text('agreementRules'), lines: of('locked') },
    { title: plain.text('agreementRecorded'), lines: of('checked', 'recorded') },
    {
      title: plain.text('agreementWhere'),
      lines: [plain.text('agreementTo', backend), ...of('kept')],
    },
    { title: plain.text('agreementFingerprint'), lines: [policyHash] },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

/** The agreement as one text: what its digest is made of. */
export function agreementText(facts: AgreementFacts, words: Words): string {
  const text = ({ title, lines }: AgreementPart) => [title, ...lines.map((line) => `- ${line}`)].join('\n');
  return `${agreementParts(facts, words).map(text).join('\n\n')}\n`;
}
