import { useEffect, useRef, useState } from 'preact/hooks';
import { type DeskPrompt, deskPrompts, promptAt, secondsFrom, secondsToStop } from '../recording/desk-scan.ts';
import { Button } from './button.tsx';
import { durationText } from './format.ts';
import { useKeptFocus } from './kept-focus.ts';
import { type MessageKey, plural, text, words } from './text.ts';
import './desk-guide.css';

const promptWords: Record<DeskPrompt, MessageKey> = {
  top: 'deskTop',
  under: 'deskUnder',
  left: 'deskLeft',
  right: 'deskRight',
  behind: 'deskBehind',
  screen: 'deskScreen',
};

const tickMs = 200;

interface DeskGuideProps {
  /** How long the film is now, in milliseconds. */
  readonly age: () => number;
  readonly stop: () => void;
  /** Whether the prompts are spoken. */
  readonly speaks: boolean;
}

/** While the desk is filmed: what to show now, how much of it is done, and the end of it. */
export function DeskGuide({ age, stop, speaks }: DeskGuideProps) {
  const [ms, setMs] = useState(age);
  const latest = useRef(age);
  latest.current = age;
  const button = useKeptFocus<HTMLButtonElement>();
  useEffect(() => {
    button.current?.focus(); // the button that was pressed is gone
    const timer = setInterval(() => setMs(latest.current()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const prompt = promptAt(ms);
  const spoken = text(prompt ? promptWords[prompt] : 'deskDone');
  useSpoken(spoken, speaks);
  const place = prompt ? deskPrompts.indexOf(prompt) + 1 : deskPrompts.length;
  const wait = secondsToStop(ms);
  return (
    <>
      <div class="prompt stack tight">
        <p class="small soft">
          {text('deskProgress', place, deskPrompts.length)} · {durationText(ms)}
        </p>
        <p class="prompt-words" role="status">
          {spoken}
          {prompt && <span class="unseen">. {plural('deskSeconds', secondsFrom(prompt))}</span>}
        </p>
        <progress max={deskPrompts.length} value={prompt ? place - 1 : place} aria-label={text('deskShown')} />
      </div>
      <Button kind="primary" big buttonRef={button} disabled={wait > 0} onClick={stop}>
        {text('deskStop')}
        {/* Not read out: it changes every second, under the focus. */}
        {wait > 0 && <span aria-hidden="true">{durationText(wait * 1000)}</span>}
      </Button>
    </>
  );
}

/** Says something aloud, in the page's language and with a voice of the candidate's system. */
function useSpoken(sentence: string, speaks: boolean): void {
  useEffect(() => {
    if (!speaks || !('speechSynthesis' in window)) return;
    const spoken = new SpeechSynthesisUtterance(sentence);
    spoken.lang = words().locale;
    speechSynthesis.speak(spoken);
    return () => speechSynthesis.cancel();
  }, [sentence, speaks]);
}
