import { useEffect, useMemo, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ConversationPanel } from '../desk/conversation-panel.tsx';
import { Loaded } from '../parts/states.tsx';
import { usePolled } from '../polled.ts';
import { routeTo } from '../route.ts';
import { AccommodationPanel } from './accommodation-panel.tsx';
import { AgreementPanel } from './agreement-panel.tsx';
import { AttemptHead } from './attempt-head.tsx';
import { EventTable } from './event-table.tsx';
import { IdentityAndDesk } from './identity-and-desk.tsx';
import { InputActivity } from './input-activity.tsx';
import { isInputSummary } from './input-minutes.ts';
import { Playback } from './playback.ts';
import { PolicyWords } from './policy-words.tsx';
import { ReEntry } from './re-entry.tsx';
import { ReceiptDetails } from './receipt-details.tsx';
import { Recording } from './recording.tsx';
import { useSealed } from './sealed.ts';
import { Silences } from './silences.tsx';
import { type AttemptDetail, eventMarks, sessionSpan } from './span.ts';

/** How often an attempt that still changes is read again. */
const reviewEvery = 5000;

/** One attempt: who and what, the recording with its events, the policy in plain words, the receipt and the conversation. */
export function AttemptPage({ id }: { readonly id: string }) {
  const [complete, setComplete] = useState(false);
  const attempt = usePolled(
    `attempt ${id}`,
    (signal) => call('reviewAttempt', { parameters: { attempt: id }, signal }),
    complete ? 0 : reviewEvery,
  );
  const state = attempt.value?.state;
  useEffect(() => setComplete(state === 'complete'), [state]);
  return (
    <>
      <p class="back">
        <a href={routeTo({ page: 'attempts' })}>All attempts</a>
      </p>
      {!attempt.value && <h1>Attempt</h1>}
      <Loaded polled={attempt} what="the attempt">
        {(detail) => <Attempt detail={detail} />}
      </Loaded>
    </>
  );
}

function Attempt({ detail }: { readonly detail: AttemptDetail }) {
  const playback = useMemo(() => new Playback(), []);
  const all = useMemo(() => eventMarks(detail.journal), [detail.journal]);
  const marks = useMemo(() => all.filter((mark) => !isInputSummary(mark)), [all]);
  const sealed = useSealed(detail);
  const span = useMemo(() => sessionSpan(all, detail.segments), [all, detail.segments]);
  const inSpan = useMemo(() => marks.filter(({ mono }) => mono >= (span?.from ?? 0)), [marks, span]);
  useEffect(() => () => playback.pause(), [playback]);
  const show = (moment: number) => {
    playback.seek(moment);
    document.getElementById('recording')?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <AttemptHead detail={detail} />
      <div class="review">
        <div class="review-main">
          <section aria-labelledby="recording-title" id="recording">
            <h2 id="recording-title">Recording</h2>
            <Recording detail={detail} span={span} marks={inSpan} playback={playback} sealed={sealed} />
          </section>
          <IdentityAndDesk detail={detail} sealed={sealed} />
          <AgreementPanel detail={detail} sealed={sealed} />
          <section aria-labelledby="events-title">
            <h2 id="events-title">Events</h2>
            <EventTable marks={marks} span={span} seek={show} />
          </section>
          {all.some(isInputSummary) && (
            <section aria-labelledby="input-title">
              <h2 id="input-title">Keyboard and mouse</h2>
              <InputActivity marks={all} span={span} seek={show} />
            </section>
          )}
        </div>
        <div class="review-side">
          <ReEntry key={detail.attempt} detail={detail} />
          <Silences silences={detail.silences ?? []} />
          <ConversationPanel attempt={detail} />
          <AccommodationPanel accommodation={detail.accommodation} />
          <PolicyWords policy={detail.policy} hash={detail.policyHash} />
          <ReceiptDetails detail={detail} />
        </div>
      </div>
    </>
  );
}
