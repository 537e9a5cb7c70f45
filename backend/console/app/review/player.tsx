import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { StreamName } from '../../../../src/protocol/journal.ts';
import { segmentAddress } from '../api.ts';
import type { Playback } from './playback.ts';
import { type Segment, segmentAt } from './span.ts';

interface PlayerProps {
  readonly attempt: string;
  readonly stream: StreamName;
  /** The stream's segments in their order. */
  readonly segments: readonly Segment[];
  readonly playback: Playback;
  readonly muted: boolean;
}

const names = { camera: 'Camera', screen: 'Screen' } as const;

/** How far a picture may run from the clock before it is put right, in seconds. */
const drift = { playing: 0.3, paused: 0.04 } as const;

/** What a player has loaded: a segment, as long as it was then. */
interface Loaded {
  readonly segment: number;
  readonly until: number;
  readonly address: string;
}

/** Shows one stream at the clock's moment: one segment after the other, each a video of its own. */
export function Player({ attempt, stream, segments, playback, muted }: PlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const known = useSignal(segments);
  useEffect(() => {
    known.value = segments;
  }, [known, segments]);
  const loaded = useRef<Loaded | null>(null);
  const segment = useComputed(() => segmentAt(known.value, playback.moment.value));
  const address = useComputed(() => {
    loaded.current = segment.value ? source(attempt, segment.value, loaded.current, playback.moment.value) : null;
    return loaded.current?.address ?? '';
  });

  const align = () => {
    if (!video.current) return;
    // In this order: loading a video puts it at its beginning.
    if (load(video.current, address.value)) playback.wait(stream, address.value !== '');
    if (segment.value) follow(video.current, (playback.moment.value - segment.value.from) / 1000, playback);
  };
  useSignalEffect(align);
  useEffect(() => () => playback.wait(stream, false), [playback, stream]);

  const waiting = () => playback.wait(stream, address.value !== '');
  const ready = () => {
    playback.wait(stream, false);
    align();
  };
  return (
    <figure class={`player ${stream}`}>
      <video
        ref={video}
        muted={muted}
        preload="auto"
        playsInline
        aria-label={names[stream]}
        onWaiting={waiting}
        onSeeking={waiting}
        onSeeked={ready}
        onCanPlay={ready}
        onEnded={ready}
        onError={ready}
      />
      {!segment.value && <p class="no-picture">Nothing recorded at this moment</p>}
      <figcaption>{names[stream]}</figcaption>
    </figure>
  );
}

/** A segment that still grows is loaded again only when the clock comes to what was not there before. */
function source(attempt: string, now: Segment, loaded: Loaded | null, moment: number): Loaded {
  if (loaded?.segment === now.segment && moment < loaded.until) return loaded;
  const { stream, segment, bytes, from, duration } = now;
  return { segment, until: from + duration, address: segmentAddress(attempt, stream, segment, bytes) };
}

/** Shows another video, or none; answers whether it is another than before. */
function load(video: HTMLVideoElement, address: string): boolean {
  if ((video.getAttribute('src') ?? '') === address) return false;
  if (address !== '') {
    video.src = address;
  } else {
    video.removeAttribute('src');
    video.load();
  }
  return true;
}

/** Puts a video at the clock's moment when it has run away from it, and lets it run or stand like the clock. */
function follow(video: HTMLVideoElement, target: number, playback: Playback): void {
  const running = playback.running.value;
  const speed = playback.speed.value;
  if (video.playbackRate !== speed) video.playbackRate = speed;
  const allowed = running ? drift.playing * Math.max(1, speed) : drift.paused;
  const away = target - video.currentTime;
  const behindTheEnd = video.ended && away > 0;
  if (Math.abs(away) > allowed && !video.seeking && !behindTheEnd) video.currentTime = target;
  if (running && video.paused && !video.ended) {
    // A new segment interrupts the promise of the old one; only a refusal of the browser ends the playback.
    video.play().catch((error: Error) => error.name === 'NotAllowedError' && playback.pause());
  }
  if (!running && !video.paused) video.pause();
}
