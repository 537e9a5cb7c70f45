import { signal } from '@preact/signals';

/** A device step that the candidate went back to from the start; null while the session's own step is drawn. */
export const revisited = signal<'camera' | 'microphone' | 'screen' | null>(null);
