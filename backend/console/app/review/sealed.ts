import { useEffect, useMemo } from 'preact/hooks';
import { readPart } from '../api.ts';
import { SealedRecording } from './sealed-recording.ts';
import type { AttemptDetail } from './span.ts';

/** The encrypted recording of an attempt; its key is forgotten when the page shows something else, or goes. */
export function useSealed({ attempt, journal }: AttemptDetail): SealedRecording {
  const sealed = useMemo(
    () => new SealedRecording(({ stream, segment, part }, end) => readPart({ attempt, stream, segment, part }, end)),
    [attempt],
  );
  useMemo(() => sealed.load(journal), [sealed, journal]);
  useEffect(() => {
    const lock = () => sealed.lock();
    window.addEventListener('pagehide', lock);
    return () => {
      window.removeEventListener('pagehide', lock);
      lock();
    };
  }, [sealed]);
  return sealed;
}
