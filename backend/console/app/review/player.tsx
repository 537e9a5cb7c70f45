import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ExamStream } from '../../../../src/protocol/journal.ts';
import type { Playback } from './playback.ts';
import { type Segment, segmentAt } from './span.ts';

/** The address of a segment's video, at once or after a while; empty when there is nothing to show. Never fails. */
export type OpenSegment = (segment: Segment) => string | Promise<string>;

interface PlayerProps {
  readonly open: OpenSegment;
  readonly stream: ExamStream;
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
  readonly segment: Segment;
  readonly until: number;
}

/** Shows one stream at the clock's moment: one segment after the other, each a video of its own. */
export function Player({ open, stream, segments, playback, muted }: PlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const known = useSignal(segments);
  useEffect(() => {
    known.value = segments;
  }, [known, segments]);
  const segment = useComputed(() => segmentAt(known.value, playback.moment.value));
  const address = useAddress(open, segment, known, playback);
  const shown = useRef<string | null>('');

  const align = () => {
    if (!video.current) return;
    // In this order: loading a video puts it at its beginning.
    if (shown.current !== address.value) {
      shown.current = address.value;
      load(video.current, address.value ?? '');
      playback.wait(stream, address.value !== '');
    }
    if (segment.value && address.value)
      follow(video.current, (playback.moment.value - segment.value.from) / 1000, playback);
  };
  useSignalEffect(align);
  useEffect(() => () => playback.wait(stream, false), [playback, stream]);

  const waiting = () => playback.wait(stream, address.peek() !== '');
  const ready = () => {
    playback.wait(stream, address.peek() === null);
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

/** The address of the video to show; null while it is being opened. The segment after it is opened beforehand. */
function useAddress(
  open: OpenSegment,
  segment: ReadonlySignal<Segment | undefined>,
  known: ReadonlySignal<readonly Segment[]>,
  playback: Playback,
): ReadonlySignal<string | null> {
  const address = useSignal<string | null>('');
  const loaded = useRef<Loaded | null>(null);
  const wanted = useComputed(() => {
    loaded.current = segment.value ? toLoad(segment.value, loaded.current, playback.moment.value) : null;
    return loaded.current;
  });
  const before = useRef<Loaded | null>(null);
  useSignalEffect(() => {
    const now = wanted.value;
    const opened = now ? open(now.segment) : '';
    // One that grew stays in sight until its longer form is there.
    const isOther = before.current?.segment.segment !== now?.segment.segment;
    before.current = now;
    if (typeof opened === 'string') address.value = opened;
    else if (isOther) address.value = null;
    void Promise.resolve(opened).then((found) => {
      if (wanted.peek() !== now) return;
      address.value = found;
      const next = known.peek().find(({ segment: number }) => number === (now?.segment.segment ?? -2) + 1);
      if (next) void open(next);
    });
  });
  return address;
}

/** A segment that still grows is loaded again only when the clock comes to what was not there before. */
function toLoad(now: Segment, loaded: Loaded | null, moment: number): Loaded {
  if (loaded?.segment.segment === now.segment && moment < loaded.until) return loaded;
  return { segment: now, until: now.from + now.duration };
}

/** Shows another video, or none. */
function load(video: HTMLVideoElement, address: string): void {
  if (address !== '') {
    video.src = address;
  } else {
    video.removeAttribute('src');
    video.load();
  }
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
