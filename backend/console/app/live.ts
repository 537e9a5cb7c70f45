import { useEffect, useMemo, useState } from 'preact/hooks';
import * as v from 'valibot';
import { attemptSummary } from '../../../src/protocol/api.ts';
import { pathTo } from '../../../src/protocol/endpoints.ts';
import { type Answer, call } from './api.ts';
import type { AttemptSummary } from './parts/attempt-state.tsx';
import { type Polled, usePolled } from './polled.ts';

/** How often the list of attempts is read: what the stream tells comes at once, the rest may wait so long. */
const listEvery = 2000;
/** After how long a stream that was refused is asked for again, in milliseconds; one that broke off comes by itself. */
const againAfter = 5000;

/** What the desk's stream told of an attempt last, and when. */
interface News {
  readonly summary: AttemptSummary;
  readonly at: number;
}

export interface LiveAttempts extends Polled<Answer<'listAttempts'>> {
  /** When something last changed in an attempt, as the stream told. */
  readonly changedAt: (attempt: string) => number;
}

/** The attempts, newest first: read every so often, and brought up to date as the backend tells of each. */
export function useAttempts(): LiveAttempts {
  const read = async (signal: AbortSignal) => {
    const asked = Date.now();
    return { asked, ...(await call('listAttempts', { signal })) };
  };
  const { value, error, refresh } = usePolled('attempts', read, listEvery);
  const news = useNews();
  const live = useMemo(
    () => value && { attempts: value.attempts.map((one) => newer(one, news, value.asked)) },
    [value, news],
  );
  return { value: live, error, refresh, changedAt: (attempt) => news.get(attempt)?.at ?? 0 };
}

/** What was told after the list was asked for is newer than the list. */
function newer(attempt: AttemptSummary, news: ReadonlyMap<string, News>, asked: number): AttemptSummary {
  const told = news.get(attempt.attempt);
  return told && told.at >= asked ? told.summary : attempt;
}

/** Listens while the page is in sight: browsers allow few streams to one host. */
function useNews(): ReadonlyMap<string, News> {
  const [news, setNews] = useState<ReadonlyMap<string, News>>(new Map());
  useEffect(() => {
    let stream: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = ({ data }: MessageEvent<string>) => {
      const parsed = v.safeParse(attemptSummary, JSON.parse(data));
      if (!parsed.success) return;
      const summary = parsed.output;
      setNews((old) => new Map(old).set(summary.attempt, { summary, at: Date.now() }));
    };
    const close = () => {
      clearTimeout(timer);
      stream?.close();
      stream = null;
    };
    const follow = () => {
      close();
      if (document.hidden) return;
      const opened = new EventSource(pathTo('streamDesk'));
      opened.addEventListener('attempt', hear);
      opened.addEventListener('error', () => {
        if (opened.readyState === EventSource.CLOSED) timer = setTimeout(follow, againAfter);
      });
      stream = opened;
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, []);
  return news;
}
