import { shortHash } from '../../../../src/policy/hash.ts';

/** A policy hash as people compare it; the whole of it on hovering, and for copying in the policy's panel. */
export function Hash({ hash }: { readonly hash: string }) {
  return (
    <code class="hash" title={hash}>
      {shortHash(hash)}
    </code>
  );
}
