import { useEffect, useState } from 'preact/hooks';
import type { Receipt } from '../../src/protocol/journal.ts';
import { receiptFile, receiptFileName } from '../../src/ui/receipt.ts';
import { text } from '../../src/ui/text.ts';

interface SaveReceiptProps {
  readonly jws: string;
  readonly receipt: Receipt;
  readonly backend: string;
}

/** Hands the receipt over as a file that the candidate keeps. */
export function SaveReceipt({ jws, receipt, backend }: SaveReceiptProps) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const file = URL.createObjectURL(new Blob([receiptFile(jws, backend)], { type: 'application/json' }));
    setAddress(file);
    return () => URL.revokeObjectURL(file);
  }, [jws, backend]);
  return (
    <div class="stack tight">
      <a class="button" href={address} download={receiptFileName(receipt)}>
        {text('receiptSave')}
      </a>
      <p class="small soft">{text('receiptSaveMeaning')}</p>
    </div>
  );
}
