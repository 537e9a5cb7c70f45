import { useEffect, useRef } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { instantText, percentText, sizeText, timeLeftText } from '../../src/ui/format.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { Quoted } from '../../src/ui/quoted.tsx';
import { Said } from '../../src/ui/said.tsx';
import { shareSent, timeLeft } from '../../src/ui/sizes.ts';
import { plural, text } from '../../src/ui/text.ts';
import { endingWords } from '../../src/ui/wording.ts';

/** The exam is over, and what was recorded goes to the backend, to the last byte. */
export function Finishing({ view }: { readonly view: SessionView }) {
  const words = view.ending && endingWords(view.ending);
  if (view.ending?.reason === 'declined') return <Telling view={view} />;
  return (
    <section class="card stack">
      {words && <Heading>{text(words.title)}</Heading>}
      {words && <p>{text(words.detail)}</p>}
      <Quoted words={view.ending?.words} />
      <h2>{text('uploadTitle')}</h2>
      <Progress view={view} />
      <Trouble view={view} />
      <p>{text('uploadMayClose')}</p>
      <Keep view={view} />
    </section>
  );
}

/** What the candidate must not do before it is done, and until when there is time. */
function Keep({ view: { uploadUntil } }: { readonly view: SessionView }) {
  return (
    <Notice tone="info">
      <p>{uploadUntil === null ? text('uploadKeep') : text('uploadKeepUntil', instantText(uploadUntil))}</p>
    </Notice>
  );
}

function Telling({ view }: { readonly view: SessionView }) {
  return (
    <section class="card stack">
      <Heading>{text('endDeclined')}</Heading>
      <p>{text('causeDeclined')}</p>
      <p role="status">{text('declinedTelling', view.provider?.name ?? '')}</p>
      <Trouble view={view} />
    </section>
  );
}

function Progress({ view: { upload } }: { readonly view: SessionView }) {
  const share = shareSent(upload);
  const left = timeLeft(upload);
  const total = upload.sentBytes + upload.waitingBytes;
  const waits = upload.waitingBytes > 0 || upload.waitingParts > 0;
  return (
    <div class="stack tight upload">
      <progress value={share} max={1} aria-label={text('uploadTitle')} />
      <p class="row">
        <strong>{percentText(share)}</strong>
        <span>{text('uploadSent', sizeText(upload.sentBytes), sizeText(total))}</span>
      </p>
      <p class="soft">
        {waits ? plural('uploadParts', upload.waitingParts) : text('uploadConfirming')}
        {waits && left && ` ${text('uploadLeft', timeLeftText(left))}`}
      </p>
      <Milestones share={share} />
    </div>
  );
}

/** Reads the progress out in steps of a tenth; every byte would be too much. */
function Milestones({ share }: { readonly share: number }) {
  const tenth = Math.floor(share * 10) / 10;
  return (
    <p class="unseen" role="status">
      {text('uploadSpoken', percentText(tenth))}
    </p>
  );
}

function Trouble({ view: { upload } }: { readonly view: SessionView }) {
  const now = useAction(() => send({ type: 'uploadNow' }));
  const trying = useRef(now);
  trying.current = now;
  useEffect(() => {
    const retry = () => trying.current.run();
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, []);
  const troubled = upload.trouble !== '' || !upload.online;
  if (!troubled) return <Failure message={now.error} />;
  return (
    <>
      <Notice tone="warn" alert>
        <p>
          <strong>{text(upload.online ? 'uploadTrouble' : 'uploadOffline')}</strong>
        </p>
        {upload.trouble && <Said saying={upload.trouble} />}
        <p>{text('uploadTroubleAdvice')}</p>
      </Notice>
      <Failure message={now.error} />
      <Button busy={now.busy} onClick={now.run}>
        {text('uploadNow')}
      </Button>
    </>
  );
}
