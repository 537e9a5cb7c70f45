import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { type MessageKey, text } from '../../src/ui/text.ts';
import { CandidateError, say } from '../../src/words/saying.ts';
import { revisited } from './revisit.ts';
import { ScreenPicture } from './screen-picture.tsx';

/** The whole screen is shared by the browser's own picker; only 'Entire screen' will do. */
export function ScreenStep(_: { readonly view: SessionView }) {
  const choice = useAction(chooseScreen);
  return (
    <section class="card stack">
      <Heading>{text('screenTitle')}</Heading>
      <p>{text('screenIntro')}</p>
      <ScreenPicture />
      <ol class="bullets">
        <li>{text('screenHow1')}</li>
        <li>{text('screenHow2')}</li>
        <li>{text('screenHow3')}</li>
      </ol>
      <p class="soft">{text('screenPrivacy')}</p>
      <Failure message={choice.error} />
      <Button kind="primary" big busy={choice.busy} onClick={choice.run}>
        {text(choice.error ? 'screenAgain' : 'screenChoose')}
      </Button>
      <p role="status" class="hint soft">
        {choice.busy && text('screenPicking')}
      </p>
    </section>
  );
}

const wrongSurfaces: Record<string, MessageKey> = { window: 'screenWindowShared', browser: 'screenTabShared' };

async function chooseScreen(): Promise<void> {
  const { surface } = await send<{ surface: string }>({ type: 'chooseScreen' });
  if (surface !== 'monitor') throw new CandidateError(say(wrongSurfaces[surface] ?? 'screenOtherShared'));
  revisited.value = null;
}
