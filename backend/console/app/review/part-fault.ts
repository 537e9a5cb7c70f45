/** What can be wrong with a part of an encrypted recording. */
type Kind = 'altered' | 'not-age' | 'wrong-key' | 'damaged';

const words: Readonly<Record<Kind, string>> = {
  altered:
    'is damaged: the backend does not hold what the candidate’s device sent. Restore it from a backup of the backend’s data.',
  damaged:
    'cannot be decrypted, though the backend holds it as the candidate’s device sent it: it was damaged before that.',
  'not-age':
    'is not an age file, though the journal says that it is encrypted. It was not made by Vigil as it should be.',
  'wrong-key': 'is encrypted for another key than that of your file. Forget the key, and choose the file of another.',
};

/** Why a segment is shown up to a part only, in words. */
export class PartFault extends Error {
  override name = 'PartFault';
  /** Whether it may be another time: nobody answered. */
  readonly isPassing: boolean;
  /** @param place such as `camera/0/3` */
  constructor(kind: Kind | 'unread', place: string, detail = '') {
    const what = kind === 'unread' ? `could not be read. ${detail} Choose this moment again to try.` : words[kind];
    super(`Part ${place} ${what} Its segment is shown up to there; the others are not affected.`);
    this.isPassing = kind === 'unread';
  }
}

/** An error at a part as the fault that a reviewer reads. */
export function partFault(error: unknown, place: string): PartFault {
  if (error instanceof PartFault) return error;
  const kind = error instanceof Error && 'kind' in error ? String(error.kind) : '';
  if (kind in words) return new PartFault(kind as Kind, place);
  return new PartFault('unread', place, error instanceof Error ? error.message : String(error));
}
