import { useEffect } from 'preact/hooks';
import type { PartCipher } from '../../../../src/evidence/part-cipher.ts';
import { call } from '../api.ts';
import { spanText } from '../format.ts';
import { Loaded } from '../parts/states.tsx';
import { usePolled } from '../polled.ts';
import { IdentityPictures } from '../review/identity-and-desk.tsx';
import { recipientsIn } from '../review/key-file.ts';
import { KeyPanel } from '../review/key-panel.tsx';
import { useSealed } from '../review/sealed.ts';
import type { AttemptDetail } from '../review/span.ts';
import { routeTo } from '../route.ts';
import type { Applicant } from './admission-queue.ts';
import { Verdict } from './verdict.tsx';

/** How often is looked whether the photos have arrived. */
const photosEvery = 2000;

interface CardProps {
  readonly applicant: Applicant;
  readonly now: number;
  /** The first of the queue asks for a key, where one is needed; the others wait for the same. */
  readonly isFirst: boolean;
  readonly decrypt: PartCipher | null;
  readonly unlock: (decrypt: PartCipher) => void;
  /** Told what was decided, in words. */
  readonly decided: (words: string) => void;
}

/** One candidate who waits, with the way to write to them. */
export function AdmissionCard(props: CardProps) {
  const { applicant, now } = props;
  const { attempt: id, candidate, exam } = applicant.attempt;
  const title = `applicant-${id}`;
  return (
    <section class="card applicant" aria-labelledby={title}>
      <header class="conversation-head">
        <div>
          <h2 id={title}>{candidate.name}</h2>
          <p class="soft">
            {candidate.id}, {exam}
          </p>
        </div>
        <p>Waiting {spanText(Math.max(0, now - applicant.since))}</p>
        <a href={routeTo({ page: 'help', id })}>
          Write<span class="hidden"> to {candidate.name}</span>
        </a>
      </header>
      <Admission {...props} />
    </section>
  );
}

/** Both photos of who waits, and the desk's answer. */
export function Admission(props: Omit<CardProps, 'now'>) {
  const { applicant, decided } = props;
  const { attempt: id } = applicant.attempt;
  const attempt = usePolled(
    `applicant ${id}`,
    (signal) => call('reviewAttempt', { parameters: { attempt: id }, signal }),
    photosEvery,
  );
  return (
    <>
      <Loaded polled={attempt} what="the photos">
        {(detail) => <Photos {...props} detail={detail} />}
      </Loaded>
      <Verdict applicant={applicant} decided={decided} />
    </>
  );
}

function Photos({
  detail,
  isFirst,
  decrypt,
  unlock,
}: Pick<CardProps, 'isFirst' | 'decrypt' | 'unlock'> & { readonly detail: AttemptDetail }) {
  const sealed = useSealed(detail);
  useEffect(() => {
    if (decrypt) sealed.unlock(decrypt);
  }, [sealed, decrypt]);
  const isLocked = !sealed.isOpen.value && detail.segments.some(({ cipher }) => cipher !== undefined);
  if (isLocked && isFirst) return <KeyPanel kind="photos" unlock={unlock} recipients={recipientsIn(detail.policy)} />;
  if (isLocked) return <p>Encrypted: choose the key file above.</p>;
  return (
    <div class="taken">
      <IdentityPictures detail={detail} sealed={sealed} />
    </div>
  );
}
