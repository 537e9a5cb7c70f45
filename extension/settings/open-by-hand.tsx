import { useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { parseLaunchAddress } from '../../src/protocol/launch-address.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { addressWords } from '../../src/words/address-words.ts';
import { CandidateError, say } from '../../src/words/saying.ts';

/** Opens a launch address that the candidate was given, where the exam page cannot do it. */
export function OpenByHand() {
  const [address, setAddress] = useState('');
  const opening = useAction(openLaunch);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        opening.run(address.trim());
      }}
    >
      <p id="open-meaning">{text('openText')}</p>
      <div class="stack tight wide">
        <label for="open-address">{text('openLabel')}</label>
        <input
          id="open-address"
          type="text"
          inputMode="url"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          required
          aria-describedby="open-meaning"
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </div>
      <Failure message={opening.error} />
      <Button kind="primary" submit busy={opening.busy}>
        {text('open')}
      </Button>
    </form>
  );
}

async function openLaunch(address: string): Promise<void> {
  const parts = parseLaunchAddress(address);
  if (typeof parts === 'string') throw new CandidateError(say(addressWords[parts]));
  await send({ type: 'openLaunch', address });
  location.assign('../onboarding/index.html');
}
