import { useEffect, useState } from 'preact/hooks';
import { findReceiptFile } from '../../src/browser/journal-store.ts';
import type { Receipt } from '../../src/protocol/journal.ts';
import { Button } from '../../src/ui/button.tsx';
import { receiptFileName } from '../../src/ui/receipt.ts';
import { text } from '../../src/ui/text.ts';

/** Hands the receipt over as a file that the candidate keeps, or on paper. */
export function SaveReceipt({ receipt }: { readonly receipt: Receipt }) {
  const address = useFile(receipt.session);
  return (
    <div class="stack tight on-screen">
      <div class="row">
        {address && (
          <a class="button" href={address} download={receiptFileName(receipt)}>
            {text('receiptSave')}
          </a>
        )}
        <Button onClick={() => print()}>{text('receiptPrint')}</Button>
      </div>
      <p class="small soft">{text('receiptSaveMeaning')}</p>
    </div>
  );
}

/** The address of a session's receipt file; empty until it is read. */
function useFile(session: string): string {
  const [address, setAddress] = useState('');
  useEffect(() => {
    let file = '';
    let isGone = false;
    void findReceiptFile(session).then((content) => {
      if (content === null || isGone) return;
      file = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
      setAddress(file);
    });
    return () => {
      isGone = true;
      URL.revokeObjectURL(file);
    };
  }, [session]);
  return address;
}
