import { useEffect, useRef } from 'preact/hooks';
import { DeskGuide } from '../../src/ui/desk-guide.tsx';
import { text } from '../../src/ui/text.ts';
import { useCameraLooks } from './camera-looks.ts';
import type { DeskFilm } from './desk-film.ts';
import { SpokenPicture } from './spoken-picture.tsx';

interface DeskFilmingProps {
  readonly media: MediaStream;
  /** The camera's of it. */
  readonly track: MediaStreamTrack;
  /** The film that is being recorded; null before. */
  readonly film: DeskFilm | null;
  /** Whether the prompts are spoken. */
  readonly speaks: boolean;
}

/** What the camera sees, and while it is filmed what to show it now. */
export function DeskFilming({ media, track, film, speaks }: DeskFilmingProps) {
  const video = useRef<HTMLVideoElement>(null);
  const { watch, description } = useCameraLooks(video, track);
  useEffect(() => {
    if (video.current) video.current.srcObject = media;
  }, [media]);
  return (
    <>
      <div class={`viewfinder desk${film ? ' filming' : ''}`}>
        <video ref={video} autoplay muted playsInline aria-label={text('deskPicture')} />
      </div>
      <SpokenPicture of={film ? 'film' : 'desk'} description={description} watch={watch} />
      {film && <DeskGuide age={() => film.age} stop={() => film.stop()} speaks={speaks} />}
    </>
  );
}
