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

/** What a candidate signs, part by part: who takes which exam, the rules, what is recorded, and how long it is kept. */
export function agreementParts(facts: AgreementFacts): AgreementPart[] {
  const { provider, exam, candidate, backend, policy, policyHash } = facts;
  const sentences = policySentences(policy).filter(({ key }) => key !== 'verification.signature');
  const of = (...groups: Sentence['group'][]) =>
    sentences.filter(({ group }) => groups.includes(group)).map(({ text }) => text);
  const parts = [
    {
      title: `Agreement with ${provider} about “${exam}”`,
      lines: [`I am ${candidate}. I take this exam myself, and nobody takes it in my place.`],
    },
    { title: 'I keep these rules', lines: of('locked') },
    { title: 'I agree that this is checked and recorded', lines: of('checked', 'recorded') },
    {
      title: 'I know where it goes, and for how long',
      lines: [`Everything goes to ${backend}, and nowhere else.`, ...of('kept')],
    },
    { title: 'All that this exam asks of me has this fingerprint', lines: [policyHash] },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

/** The agreement as one text: what its digest is made of. */
export function agreementText(facts: AgreementFacts): string {
  const text = ({ title, lines }: AgreementPart) => [title, ...lines.map((line) => `- ${line}`)].join('\n');
  return `${agreementParts(facts).map(text).join('\n\n')}\n`;
}
