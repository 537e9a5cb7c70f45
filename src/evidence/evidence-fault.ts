/** Something about a receipt or a recording is not as it was; the message says what, in plain words. */
export class EvidenceFault extends Error {
  override name = 'EvidenceFault';
}

/** @throws EvidenceFault with these words unless it holds */
export function faultUnless(holds: boolean, words: string): asserts holds {
  if (!holds) throw new EvidenceFault(words);
}
