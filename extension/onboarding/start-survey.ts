import { useEffect, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { StartSurvey } from '../../src/session/view.ts';
import { type Saying, sayingOf } from '../../src/words/saying.ts';

const everyMs = 2000;

interface Surveyed {
  /** What the start would do; null until it is known. */
  readonly survey: StartSurvey | null;
  /** Why it is not known. */
  readonly error: Saying;
}

/**
 * What a start would close, looked at again every two seconds while the page is in sight, and when it comes into sight.
 * @param isFixed leaves what was seen last as it is: the start is under way, and the tabs are closing
 */
export function useStartSurvey(isFixed: boolean): Surveyed {
  const [seen, setSeen] = useState<Surveyed>({ survey: null, error: '' });
  useEffect(() => {
    if (isFixed && seen.survey) return;
    const gone = new AbortController();
    const see = (change: Partial<Surveyed>) => !gone.signal.aborted && setSeen((before) => ({ ...before, ...change }));
    const look = () =>
      void send<StartSurvey>({ type: 'survey' }).then(
        (survey) => see({ survey, error: '' }),
        (error: unknown) => see({ error: sayingOf(error) }),
      );
    const lookIfSeen = () => document.hidden || look();
    look();
    const timer = setInterval(lookIfSeen, everyMs);
    document.addEventListener('visibilitychange', lookIfSeen, { signal: gone.signal });
    return () => {
      clearInterval(timer);
      gone.abort();
    };
  }, [isFixed]);
  return seen;
}
