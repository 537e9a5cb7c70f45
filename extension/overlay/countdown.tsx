import { useEffect, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { left } from '../../src/lockdown/full-screen-budget.ts';
import type { FullScreenBudget } from '../../src/session/snapshot.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { plural, text } from '../../src/ui/text.ts';

const spokenEvery = 5;

/** The time that is left outside full screen, and the way back. */
export function Countdown({ budget }: { readonly budget: FullScreenBudget }) {
  const seconds = useSecondsLeft(budget);
  const back = useAction(() => send({ type: 'backToFullScreen' }));
  const title = text(budget.cause.startsWith('focus') ? 'countdownFocusTitle' : 'countdownTitle');
  const spoken = Math.ceil(seconds / spokenEvery) * spokenEvery;
  return (
    <main class="countdown">
      <h1>{title}</h1>
      <p class="seconds" aria-hidden="true">
        {seconds}
      </p>
      <p aria-hidden="true">{plural('countdownUnit', seconds)}</p>
      <p class="unseen" role="alert">
        {title} {plural('countdownSpoken', spoken)}
      </p>
      {back.error && <p role="alert">{back.error}</p>}
      <Button kind="primary" big busy={back.busy} onClick={back.run}>
        {text('countdownBack')}
      </Button>
    </main>
  );
}

/** Whole seconds left, counted from the truth at every tick, so that a throttled timer never adds any. */
function useSecondsLeft(budget: FullScreenBudget): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [budget]);
  return Math.ceil((left(budget, now) ?? 0) / 1000);
}
