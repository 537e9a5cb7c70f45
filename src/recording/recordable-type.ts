/** What is to be recorded together. */
export interface Tracks {
  readonly picture: boolean;
  readonly sound: boolean;
}

/** Picture codecs, the best first; docs/quality-figures.md has the figures. A browser may lack any but the last. */
const pictureCodecs = ['av1', 'vp9', 'vp8'] as const;

/**
 * The best content type that this browser records. Always WebM, whose parts come when they are due; MP4 waits for the
 * next key frame.
 */
export function recordableType({ picture, sound }: Tracks, isSupported: (type: string) => boolean): string {
  const typeWith = (codec: string) => `video/webm;codecs=${sound ? `${codec},opus` : codec}`;
  if (!picture) return 'audio/webm;codecs=opus';
  return pictureCodecs.map(typeWith).find(isSupported) ?? typeWith('vp8');
}
