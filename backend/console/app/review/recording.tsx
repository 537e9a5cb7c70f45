import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ExamStream } from '../../../../src/protocol/journal.ts';
import { segmentAddress } from '../api.ts';
import { Empty } from '../parts/states.tsx';
import { Controls } from './controls.tsx';
import { recipientsIn } from './key-file.ts';
import { KeyPanel, KeyState } from './key-panel.tsx';
import type { Playback } from './playback.ts';
import { type OpenSegment, Player } from './player.tsx';
import type { SealedRecording } from './sealed-recording.ts';
import { type AttemptDetail, type EventMark, examSegments, type Span, segmentsOf } from './span.ts';
import { Timeline } from './timeline.tsx';

interface RecordingProps {
  readonly detail: AttemptDetail;
  readonly span: Span | null;
  readonly marks: readonly EventMark[];
  readonly playback: Playback;
  readonly sealed: SealedRecording;
}

const streamOrder: readonly ExamStream[] = ['camera', 'screen'];

/** Camera and screen at one moment, with the timeline under them. */
export function Recording({ detail, span, marks, playback, sealed }: RecordingProps) {
  const [muted, setMuted] = useState(false);
  const isEncrypted = detail.segments.some(({ cipher }) => cipher !== undefined);
  const isLocked = isEncrypted && !sealed.isOpen.value;
  const { attempt } = detail;
  const open = useCallback<OpenSegment>(
    (segment) => (segment.cipher ? sealed.open(segment) : segmentAddress(attempt, segment)),
    [sealed, attempt],
  );
  const players = useRef<HTMLElement>(null);
  const wasLocked = useRef(false);
  useEffect(() => {
    // The field that had the focus is gone.
    if (wasLocked.current && !isLocked) players.current?.focus();
    wasLocked.current = isLocked;
  }, [isLocked]);
  const streams = useMemo(
    () =>
      streamOrder
        .map((stream) => ({ stream, segments: segmentsOf(detail.segments, stream) }))
        .filter(({ segments }) => segments.length > 0),
    [detail.segments],
  );
  useEffect(() => {
    if (span && streams.length > 0) playback.load(span, examSegments(detail.segments));
  }, [playback, span, detail.segments, streams.length]);

  if (!span) return <Empty title="Nothing recorded yet.">Events and pictures appear when the exam starts.</Empty>;
  return (
    <>
      {streams.length === 0 && <Empty title="No pictures yet." />}
      {isLocked && <KeyPanel unlock={(decrypt) => sealed.unlock(decrypt)} recipients={recipientsIn(detail.policy)} />}
      {streams.length > 0 && !isLocked && (
        <>
          <section class="players" ref={players} tabIndex={-1} aria-label="Pictures">
            {streams.map(({ stream, segments }) => (
              <Player
                key={stream}
                open={open}
                stream={stream}
                segments={segments}
                playback={playback}
                muted={muted || stream === 'screen'}
              />
            ))}
          </section>
          {isEncrypted && <KeyState sealed={sealed} />}
          <Controls playback={playback} span={span} marks={marks} muted={muted} mute={setMuted} />
        </>
      )}
      <Timeline span={span} marks={marks} streams={streams} playback={playback} />
    </>
  );
}
