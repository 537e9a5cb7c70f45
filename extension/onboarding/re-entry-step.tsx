import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Contact } from '../../src/ui/contact.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';

/** Room for the code as people may type it, with spaces and hyphens. */
const longest = 20;

/** The exam was interrupted, and the help desk decides whether it goes on: it tells the candidate a code. */
export function ReEntryStep({ view }: { readonly view: SessionView }) {
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const enter = useAction(() => send({ type: 'enterCode', code }));
  useEffect(() => {
    if (!document.activeElement?.closest('.help-panel')) field.current?.focus();
  }, []);
  useEffect(() => {
    if (enter.error) field.current?.select(); // a code that was refused is typed over
  }, [enter.error]);
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) enter.run();
      }}
    >
      <Heading>{text('reEntryTitle')}</Heading>
      <p id="re-entry-text">{text('reEntryText')}</p>
      <div class="code-entry stack tight">
        <label for="re-entry-code">{text('reEntryLabel')}</label>
        <input
          id="re-entry-code"
          class="code-field"
          ref={field}
          value={code}
          maxLength={longest}
          readOnly={enter.busy}
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck={false}
          dir="ltr"
          aria-describedby="re-entry-text re-entry-hint"
          aria-invalid={enter.error ? 'true' : undefined}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <p id="re-entry-hint" class="small soft">
          {text('reEntryHint')}
        </p>
      </div>
      <Failure message={enter.error} />
      <Button kind="primary" big submit busy={enter.busy} disabled={code.trim() === ''}>
        {text('reEntryEnter')}
      </Button>
      <Contact provider={view.provider} />
    </form>
  );
}
