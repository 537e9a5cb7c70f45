import { useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { ScreenCause } from '../../src/recording/screen-check.ts';
import type { Amiss, Verdict } from '../../src/recording/verdict.ts';
import { isScreenGone, type SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { screenWords } from './cause-words.ts';
import { isOverridden } from './desk-help.tsx';
import { Finding } from './finding.tsx';
import { revisited } from './revisit.ts';
import { ScreenPicture } from './screen-picture.tsx';

/** The whole screen is shared by the browser's own picker; only 'Entire screen' will do. */
export function ScreenStep({ view }: { readonly view: SessionView }) {
  const [found, find] = useState<Amiss<ScreenCause> | null>(null);
  const choice = useAction(async (type: 'chooseScreen' | 'keepScreen') => {
    const verdict = await send<Verdict<ScreenCause>>({ type });
    const isDone = verdict.state === 'fine' || type === 'keepScreen';
    find(verdict.state === 'amiss' ? verdict : null);
    if (isDone && !(verdict.state === 'amiss' && verdict.severity === 'blocks')) revisited.value = null;
  });
  const wasShared = revisited.value === null && view.done.includes('screen') && isScreenGone(view) && !choice.busy;
  const isShared = view.recorder.screen === 'chosen';
  // An advice stands, or the desk allows it, and the screen is still shared: it may be used as it is.
  const mayKeep = isShared && (found?.severity === 'advice' || (found !== null && isOverridden(view, 'screen')));
  return (
    <section class="card stack">
      <Heading>{text('screenTitle')}</Heading>
      {wasShared && (
        <Notice tone="info" alert>
          <p>{text('screenSharedNoMore')}</p>
        </Notice>
      )}
      <p>{text('screenIntro')}</p>
      <ScreenPicture />
      <ol class="bullets">
        <li>{text('screenHow1')}</li>
        <li>{text('screenHow2')}</li>
        <li>{text('screenHow3')}</li>
      </ol>
      <p class="soft">{text('screenPrivacy')}</p>
      {found && !choice.busy && (
        <Finding
          words={screenWords[found.cause]}
          severity={found.severity}
          barrier={
            found.severity === 'blocks' ? { view, check: 'screen', cause: found.cause, hasDevice: isShared } : undefined
          }
        />
      )}
      <Failure message={choice.error} />
      <div class="row">
        {mayKeep && (
          <Button kind="primary" big busy={choice.busy} onClick={() => choice.run('keepScreen')}>
            {text('screenKeep')}
          </Button>
        )}
        <Button kind={mayKeep ? 'plain' : 'primary'} big busy={choice.busy} onClick={() => choice.run('chooseScreen')}>
          {text(found || choice.error ? 'screenAgain' : 'screenChoose')}
        </Button>
      </div>
      {/* This change is one that a look at the shared screen sees. */}
      <p role="status" class="hint soft">
        {choice.busy && text(isShared ? 'screenLooking' : 'screenPicking')}
      </p>
    </section>
  );
}
