import type { CameraWatch, PictureDescription } from '../../src/recording/camera-check.ts';
import { type MessageKey, text } from '../../src/ui/text.ts';
import { cameraWords } from './cause-words.ts';
import { useSteady } from './report.ts';

/** What the picture is of: of a document nobody is told where it moves, and a camera that is led about is never sharp. */
export type Subject = 'sitter' | 'face' | 'document' | 'desk' | 'film';

interface SpokenPictureProps {
  readonly of: Subject;
  readonly description: PictureDescription | null;
  /** Given where nothing else says what is amiss with the picture. */
  readonly watch?: CameraWatch;
}

/** What the picture is like, in words: for those who do not see it, and a second opinion for those who do. */
export function SpokenPicture({ of, description, watch }: SpokenPictureProps) {
  const keys = description ? descriptionKeys(of, description) : troubleKeys(watch?.settled ?? 'fine');
  // Keys stay where words would be those of the language before.
  const steady = useSteady(keys.join(' '));
  const words = steady === '' ? [] : steady.split(' ').map((key) => text(key as MessageKey));
  return (
    <p role="status" class="picture-words hint">
      {words.join(' ')}
    </p>
  );
}

const moves = { middle: 'pictureMiddle', left: 'pictureLeft', right: 'pictureRight' } as const;
const faces = { middle: 'faceMiddle', left: 'faceLeft', right: 'faceRight' } as const;

function descriptionKeys(of: Subject, { isBright, isSharp, place, face }: PictureDescription): MessageKey[] {
  const light = isBright ? 'pictureBright' : 'pictureDark';
  if (of === 'film') return isBright ? [] : [light];
  const both: MessageKey[] = [light, isSharp ? 'pictureSharp' : 'pictureBlurred'];
  if (of === 'document' || of === 'desk') return both;
  if (face) return [...both, faces[face]];
  return [...both, place ? moves[place] : 'pictureNobody'];
}

function troubleKeys(sight: NonNullable<CameraWatch['settled']>): MessageKey[] {
  return sight === 'fine' ? [] : [cameraWords[sight].what];
}
