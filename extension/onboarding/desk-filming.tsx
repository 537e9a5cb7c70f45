import { useEffect, useRef, useState } from 'preact/hooks';
import { type DeskPrompt, deskPrompts, promptAt, secondsToStop } from '../../src/recording/desk-scan.ts';
import { Button } from '../../src/ui/button.tsx';
import { durationText } from '../../src/ui/format.ts';
import { language, type MessageKey, plural, text } from '../../src/ui/text.ts';
import type { DeskFilm } from './desk-film.ts';

interface DeskFilmingProps {
  readonly media: MediaStream;
  /** The film that is being recorded; null before. */
  readonly film: DeskFilm | null;
  /** Whether the prompts are spoken. */
  readonly speaks: boolean;
}

/** What the camera sees, and while it is filmed what to show it now. */
export function DeskFilming({ media, film, speaks }: DeskFilmingProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = media;
  }, [media]);
  return (
    <>
      <div class={`viewfinder desk${film ? ' filming' : ''}`}>
        <video ref={video} autoplay muted playsInline aria-label={text('deskPicture')} />
      </div>
      {film && <Guide film={film} speaks={speaks} />}
    </>
  );
}

const promptWords: Record<DeskPrompt, MessageKey> = {
  top: 'deskTop',
  under: 'deskUnder',
  left: 'deskLeft',
  right: 'deskRight',
  behind: 'deskBehind',
  screen: 'deskScreen',
};

const tickMs = 200;

function Guide({ film, speaks }: Omit<DeskFilmingProps, 'media' | 'film'> & { readonly film: DeskFilm }) {
  const [ms, setMs] = useState(0);
  const stop = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    stop.current?.focus(); // the button that was pressed is gone
    const timer = setInterval(() => setMs(film.age), tickMs);
    return () => clearInterval(timer);
  }, [film]);
  const prompt = promptAt(ms);
  const words = text(prompt ? promptWords[prompt] : 'deskDone');
  useSpoken(words, speaks);
  const place = prompt ? deskPrompts.indexOf(prompt) + 1 : deskPrompts.length;
  const wait = secondsToStop(ms);
  return (
    <>
      <div class="prompt stack tight">
        <p class="small soft">
          {text('deskProgress', place, deskPrompts.length)}, {durationText(ms)}
        </p>
        <p class="prompt-words" role="status">
          {words}
        </p>
        <progress max={deskPrompts.length} value={prompt ? place - 1 : place} aria-label={text('deskShown')} />
      </div>
      <Button kind="primary" big buttonRef={stop} disabled={wait > 0} onClick={() => film.stop()}>
        {wait > 0 ? plural('deskStopIn', wait) : text('deskStop')}
      </Button>
    </>
  );
}

/** Says something aloud, in the page's language and with a voice of the candidate's system. */
function useSpoken(words: string, speaks: boolean): void {
  useEffect(() => {
    if (!speaks || !('speechSynthesis' in window)) return;
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = language;
    speechSynthesis.speak(spoken);
    return () => speechSynthesis.cancel();
  }, [words, speaks]);
}
