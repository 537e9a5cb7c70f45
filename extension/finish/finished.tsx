import { isOnItsWay } from '../../src/browser/chat-store.ts';
import { send } from '../../src/browser/page-client.ts';
import { signerNamed } from '../../src/evidence/signed.ts';
import type { Receipt } from '../../src/protocol/journal.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Confirmation } from '../../src/ui/confirmation.tsx';
import { useConversation } from '../../src/ui/conversation.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { Quoted } from '../../src/ui/quoted.tsx';
import { readReceipt } from '../../src/ui/receipt.ts';
import { said, text } from '../../src/ui/text.ts';
import { endingWords } from '../../src/ui/wording.ts';
import { type Saying, sayingOf } from '../../src/words/saying.ts';
import { GivenBack } from './given-back.tsx';
import { ReceiptFacts } from './receipt-facts.tsx';
import { ReceiptProof } from './receipt-proof.tsx';
import { SaveReceipt } from './save-receipt.tsx';

const finishedTitles = {
  submitted: 'finishedTitle',
  left: 'finishedArrived',
  terminated: 'finishedArrived',
  declined: 'endDeclined',
} as const;

/** Everything has arrived: the receipt, and the way back. */
export function Finished({ view }: { readonly view: SessionView }) {
  const declined = view.ending?.reason === 'declined';
  const words = view.ending && endingWords(view.ending);
  const result = view.receipt === null ? null : read(view.receipt);
  return (
    <>
      <section class="card stack">
        <div class="done">
          <Icon name="check" size={44} />
          <Heading>{text(finishedTitles[view.ending?.reason ?? 'submitted'])}</Heading>
        </div>
        {words && <p>{text(words.detail)}</p>}
        <Quoted words={view.ending?.words} />
        {declined ? <p>{text('declinedTold')}</p> : <p>{text('finishedText', view.provider?.name ?? '')}</p>}
        <GivenBack view={view} />
        <WayOut view={view} />
      </section>
      {!declined && result && 'receipt' in result && (
        <section class="card stack receipt">
          <h2>{text('receiptTitle')}</h2>
          <ReceiptFacts receipt={result.receipt} sound={view.policy?.recording.microphone === true} />
          <ReceiptProof receipt={result.receipt} signer={signerNamed(view.receipt ?? '')} />
          <SaveReceipt receipt={result.receipt} />
        </section>
      )}
      {result && 'error' in result && (
        <Notice tone="warn">
          <p>{said(result.error)}</p>
        </Notice>
      )}
    </>
  );
}

function read(jws: string): { readonly receipt: Receipt } | { readonly error: Saying } {
  try {
    return { receipt: readReceipt(jws) };
  } catch (error) {
    return { error: sayingOf(error) };
  }
}

const dismiss = () => send({ type: 'dismiss' });

function WayOut({ view }: { readonly view: SessionView }) {
  const dismissal = useAction(dismiss);
  const isUnsent = useConversation(view.session)?.some(isOnItsWay) ?? false;
  const back = view.exam?.returnUrl ?? view.exam?.url;
  return (
    <>
      <Failure message={dismissal.error} />
      <div class="row">
        {back && (
          <a class="button primary" href={back}>
            {text('backToExam')}
          </a>
        )}
        {!isUnsent && (
          <Button busy={dismissal.busy} onClick={dismissal.run}>
            {text('dismiss')}
          </Button>
        )}
      </div>
      {isUnsent && (
        <Confirmation
          ask={text('dismiss')}
          question={text('dismissUnsent')}
          yes={text('dismiss')}
          no={text('dismissKeep')}
          act={dismiss}
        >
          <p>{text('dismissUnsentDetail')}</p>
        </Confirmation>
      )}
      <p class="small soft">{text('dismissMeaning')}</p>
    </>
  );
}
