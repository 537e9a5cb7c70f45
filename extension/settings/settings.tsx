import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { allowedBackends, version } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { sizeText } from '../../src/ui/format.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { LanguageSwitch } from '../../src/ui/language-switch.tsx';
import { Mark } from '../../src/ui/mark.tsx';
import { text } from '../../src/ui/text.ts';
import { OpenByHand } from './open-by-hand.tsx';

/** What Vigil is set to, what it keeps here, and a way in by hand. */
export function Settings({ view }: { readonly view: SessionView }) {
  return (
    <>
      <header class="page-head">
        <Mark size={36} />
        <p class="titles">
          <strong>{text('shortName')}</strong>
          <span class="small soft">{text('version', version())}</span>
        </p>
      </header>
      <main class="page-body narrow">
        <Heading>{text('settingsTitle')}</Heading>
        <Part title={text('openTitle')}>
          <OpenByHand />
        </Part>
        <Part title={text('backendsTitle')}>
          <Backends />
        </Part>
        <Part title={text('storedTitle')}>
          <Stored view={view} />
        </Part>
        <Part title={text('languageTitle')}>
          <p>{text('languageText')}</p>
          <LanguageSwitch />
        </Part>
      </main>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="card stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Backends() {
  const [backends, setBackends] = useState<readonly string[] | null>(null);
  useEffect(() => void allowedBackends().then(setBackends), []);
  if (backends === null) return null;
  if (backends.length === 0) return <p>{text('backendsAny')}</p>;
  return (
    <>
      <p>{text('backendsManaged')}</p>
      <ul class="bullets">
        {backends.map((backend) => (
          <li key={backend}>
            <code>{backend}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Stored({ view }: { readonly view: SessionView }) {
  const { waitingBytes, waitingParts } = view.upload;
  if (view.phase === 'idle') return <p>{text('storedNothing')}</p>;
  return (
    <>
      <p>{text('storedAttempt', view.exam?.title ?? '')}</p>
      <ul class="bullets">
        <li>{waitingParts > 0 ? text('storedWaiting', sizeText(waitingBytes)) : text('storedSent')}</li>
        {view.closedTabs > 0 && <li>{text('storedTabs')}</li>}
        <li>{text('storedKey')}</li>
      </ul>
      <p class="soft">{text('storedUntil')}</p>
    </>
  );
}
