import { send } from '../../src/browser/page-client.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { text } from '../../src/ui/text.ts';

// What lies over the whole exam page while the exam cannot go on.

/** A display was connected that the exam does not allow. */
export function TooManyDisplays({ displays }: { readonly displays: readonly string[] }) {
  return (
    <main class="cover">
      <h1 aria-live="assertive">{text('coverDisplaysTitle')}</h1>
      <p>{text('coverDisplays')}</p>
      <ul class="bullets">
        {displays.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p class="soft">{text('coverDisplaysThen')}</p>
    </main>
  );
}

/** The recording stopped: the exam goes on from the start page. */
export function Paused() {
  const back = useAction(() => send({ type: 'showStart' }));
  return (
    <main class="cover">
      <h1>{text('coverPausedTitle')}</h1>
      <p>{text('coverPaused')}</p>
      {back.error && <p role="alert">{back.error}</p>}
      <Button kind="primary" big busy={back.busy} onClick={back.run}>
        {text('coverPausedBack')}
      </Button>
    </main>
  );
}
