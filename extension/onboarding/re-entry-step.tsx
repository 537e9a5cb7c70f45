import { useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Contact } from '../../src/ui/contact.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';

/** The exam was interrupted, and the help desk decides whether it goes on: it tells the candidate a code. */
export function ReEntryStep({ view }: { readonly view: SessionView }) {
  const [code, setCode] = useState('');
  const enter = useAction(() => send({ type: 'enterCode', code }));
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        enter.run();
      }}
    >
      <Heading>{text('reEntryTitle')}</Heading>
      <p>{text('reEntryText')}</p>
      <label class="stack tight">
        <strong>{text('reEntryLabel')}</strong>
        <input
          class="code"
          value={code}
          maxLength={20}
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck={false}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <Failure message={enter.error} />
      <Button kind="primary" big submit busy={enter.busy} disabled={code.trim() === ''}>
        {text('reEntryEnter')}
      </Button>
      <Contact provider={view.provider} />
    </form>
  );
}
