import { useState } from 'preact/hooks';
import { shortHash } from '../policy/hash.ts';
import { Button } from './button.tsx';
import { text } from './text.ts';

/** The policy's identity: short to compare by eye, in full to copy. */
export function PolicyHash({ hash }: { readonly hash: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(hash).then(() => setCopied(true));
  return (
    <details>
      <summary>
        {text('policyHash')} <code>{shortHash(hash)}</code>
      </summary>
      <div class="stack tight">
        <p class="small soft">{text('policyHashMeaning')}</p>
        <code>{hash}</code>
        <div class="row">
          <Button onClick={copy}>{text('copy')}</Button>
          <span role="status">{copied && text('copied')}</span>
        </div>
      </div>
    </details>
  );
}
