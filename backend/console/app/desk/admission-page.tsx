import { useRef, useState } from 'preact/hooks';
import type { PartCipher } from '../../../../src/evidence/part-cipher.ts';
import type { Answer } from '../api.ts';
import { Empty, Loaded } from '../parts/states.tsx';
import { type Polled, useNow } from '../polled.ts';
import { AdmissionCard } from './admission-card.tsx';
import { waitingForAdmission } from './admission-queue.ts';

/** Candidates who wait for a person to look at their document, longest first. */
export function AdmissionPage({ attempts }: { readonly attempts: Polled<Answer<'listAttempts'>> }) {
  const now = useNow(1000);
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  // Kept for all who wait, and forgotten with this page.
  const [decrypt, setDecrypt] = useState<PartCipher | null>(null);
  const decided = (words: string) => {
    setSaid(words);
    heading.current?.focus(); // the buttons that had the focus go
    attempts.refresh();
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Admission
      </h1>
      <p class="soft" role="status">
        {said}
      </p>
      <Loaded polled={attempts} what="who waits">
        {(list) => {
          const queue = waitingForAdmission(list.attempts);
          if (queue.length === 0) {
            return (
              <Empty title="Nobody waits.">
                A candidate appears here with photos of document and face, where the template asks for a person at the
                desk.
              </Empty>
            );
          }
          return queue.map((applicant, place) => (
            <AdmissionCard
              key={`${applicant.attempt.attempt} ${applicant.document}`}
              applicant={applicant}
              now={now}
              isFirst={place === 0}
              decrypt={decrypt}
              unlock={(cipher) => setDecrypt(() => cipher)}
              decided={decided}
            />
          ));
        }}
      </Loaded>
    </>
  );
}
