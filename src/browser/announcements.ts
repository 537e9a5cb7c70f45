import type { OverlayWish } from '../protocol/messages.ts';
import type { RecorderStatus, UploadStatus } from '../session/snapshot.ts';
import type { SessionView } from '../session/view.ts';

/** What our own contexts tell each other without addressing anybody. Nothing depends on an announcement being heard. */
export type Announcement =
  | { readonly topic: 'view'; readonly view: SessionView }
  | { readonly topic: 'status'; readonly recorder: RecorderStatus; readonly upload: UploadStatus }
  | { readonly topic: 'overlay'; readonly wish: OverlayWish }
  /** Messages of a conversation, or how far it is read, have changed. */
  | { readonly topic: 'chat'; readonly session: string }
  /** A side writes, or does so no more. */
  | { readonly topic: 'typing'; readonly session: string; readonly by: 'candidate' | 'desk'; readonly is: boolean };

const channel = new BroadcastChannel('vigil');

export function announce(announcement: Announcement): void {
  channel.postMessage(announcement);
}

/** Hears announcements of one topic until the signal aborts. */
export function onAnnouncement<T extends Announcement['topic']>(
  topic: T,
  heard: (announcement: Extract<Announcement, { topic: T }>) => void,
  signal?: AbortSignal,
): void {
  channel.addEventListener(
    'message',
    ({ data }: MessageEvent<Announcement>) => {
      if (data.topic === topic) heard(data as Extract<Announcement, { topic: T }>);
    },
    signal ? { signal } : {},
  );
}
