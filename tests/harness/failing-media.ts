import { scriptedMedia, seconds } from './scripted-media.ts';

/** A camera and a microphone that fail by themselves after some seconds, and recover. */
export interface FailingMedia {
  /** What to add to the browser's command line. */
  readonly flags: string[];
}

/** Writes the files into a folder. */
export function failingMedia(folder: string): FailingMedia {
  const flags = scriptedMedia(folder, {
    // An ordinary picture, a black one, and one that stands still.
    pictures: [...seconds(5, 'moving'), ...seconds(8, 'black'), ...seconds(4, 'moving'), ...seconds(14, 'still')],
    sounds: [...seconds(6, 'voice'), ...seconds(8, 'nothing')],
    size: { width: 160, height: 120 },
  });
  return { flags };
}
