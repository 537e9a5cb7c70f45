import { useEffect, useMemo, useState } from 'preact/hooks';
import type { StreamName } from '../../../../src/protocol/journal.ts';
import { Empty } from '../parts/states.tsx';
import { Controls } from './controls.tsx';
import type { Playback } from './playback.ts';
import { Player } from './player.tsx';
import { type AttemptDetail, type EventMark, type Span, segmentsOf } from './span.ts';
import { Timeline } from './timeline.tsx';

interface RecordingProps {
  readonly detail: AttemptDetail;
  readonly span: Span | null;
  readonly marks: readonly EventMark[];
  readonly playback: Playback;
}

const streamOrder: readonly StreamName[] = ['camera', 'screen'];

/** Camera and screen at one moment, with the timeline under them. */
export function Recording({ detail, span, marks, playback }: RecordingProps) {
  const [muted, setMuted] = useState(false);
  const streams = useMemo(
    () =>
      streamOrder
        .map((stream) => ({ stream, segments: segmentsOf(detail.segments, stream) }))
        .filter(({ segments }) => segments.length > 0),
    [detail.segments],
  );
  useEffect(() => {
    if (span && detail.segments.length > 0) playback.load(span, detail.segments);
  }, [playback, span, detail.segments]);

  if (!span) return <Empty title="Nothing recorded yet.">Events and pictures appear when the exam starts.</Empty>;
  return (
    <>
      {streams.length === 0 && <Empty title="No pictures yet." />}
      {streams.length > 0 && (
        <>
          <div class="players">
            {streams.map(({ stream, segments }) => (
              <Player
                key={stream}
                attempt={detail.attempt}
                stream={stream}
                segments={segments}
                playback={playback}
                muted={muted || stream === 'screen'}
              />
            ))}
          </div>
          <Controls playback={playback} span={span} marks={marks} muted={muted} mute={setMuted} />
        </>
      )}
      <Timeline span={span} marks={marks} streams={streams} playback={playback} />
    </>
  );
}
