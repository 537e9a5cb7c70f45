import type { Receipt } from '../../src/protocol/journal.ts';
import { text } from '../../src/ui/text.ts';
import { Fact } from './receipt-facts.tsx';

interface ProofProps {
  readonly receipt: Receipt;
  /** Fingerprint of the key that the receipt is signed with. */
  readonly signer: string;
}

/** What makes a receipt more than words: the digests of all that it is about, and who signed them. */
export function ReceiptProof({ receipt, signer }: ProofProps) {
  return (
    <>
      <div class="stack tight">
        <h3>{text('digestsTitle')}</h3>
        <p class="small soft">{text('digestsMeaning')}</p>
        <dl class="proof small">
          <Fact name={text('digestPolicy')}>
            <code>{receipt.policy}</code>
          </Fact>
          <Fact name={text('digestJournal')}>
            <code>{receipt.head}</code>
          </Fact>
          <Fact name={text('digestEnd')}>
            <code>{receipt.end}</code>
          </Fact>
        </dl>
      </div>
      <div class="stack tight">
        <h3>{text('signersTitle')}</h3>
        <p class="small soft">{text('signersMeaning', `${receipt.backend}/.well-known/jwks.json`)}</p>
        <dl class="proof small">
          <Fact name={text('signerBackend')}>
            <code>{signer}</code>
          </Fact>
          <Fact name={text('signerDevice')}>
            <code>{receipt.device}</code>
          </Fact>
          <Fact name={text('factAttempt')}>
            <code>{receipt.attempt}</code>
          </Fact>
        </dl>
      </div>
    </>
  );
}
