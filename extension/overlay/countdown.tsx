import { useEffect, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { BudgetView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { numberText } from '../../src/ui/format.ts';
import { plural, said, text } from '../../src/ui/text.ts';

const spokenEvery = 5;

/** The time that is left outside full screen, and the way back. */
export function Countdown({ budget }: { readonly budget: BudgetView }) {
  return (
    <main class="countdown">
      <CountdownText budget={budget} level="h1" />
    </main>
  );
}

interface CountdownTextProps {
  readonly budget: BudgetView;
  /** The level of its heading, by what it stands in. */
  readonly level?: 'h1' | 'h2';
}

/** The same without a frame of its own. */
export function CountdownText({ budget, level: Title = 'h2' }: CountdownTextProps) {
  const seconds = useSecondsLeft(budget);
  const back = useAction(() => send({ type: 'backToFullScreen' }));
  const title = text(budget.cause === 'full-screen-left' ? 'countdownTitle' : 'countdownFocusTitle');
  const spoken = Math.ceil(seconds / spokenEvery) * spokenEvery;
  return (
    <>
      <Title>{title}</Title>
      <p class="seconds" aria-hidden="true">
        {numberText(seconds)}
      </p>
      <p aria-hidden="true">{plural('countdownUnit', seconds)}</p>
      <p class="unseen" role="alert">
        {title} {plural('countdownSpoken', spoken)}
      </p>
      {back.error && <p role="alert">{said(back.error)}</p>}
      <Button kind="primary" big busy={back.busy} onClick={back.run}>
        {text('countdownBack')}
      </Button>
    </>
  );
}

/** Whole seconds left, counted on from the last view by the monotonic clock, so that neither a throttled timer nor a changed clock adds any. */
function useSecondsLeft({ leftMs, counting }: BudgetView): number {
  const [spentMs, setSpentMs] = useState(0);
  useEffect(() => {
    const since = performance.now();
    setSpentMs(0);
    if (!counting) return;
    const timer = setInterval(() => setSpentMs(performance.now() - since), 250);
    return () => clearInterval(timer);
  }, [leftMs, counting]);
  return Math.ceil(Math.max(0, (leftMs ?? 0) - spentMs) / 1000);
}
