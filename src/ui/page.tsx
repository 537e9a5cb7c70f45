import { effect, signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import type { SessionView } from '../session/view.ts';
import { Button } from './button.tsx';
import { Mark } from './mark.tsx';
import { Notice } from './notice.tsx';
import { Said } from './said.tsx';
import { followSession, silence, view } from './session.ts';
import { followLanguage, text, words } from './text.ts';
import './theme.css';
import './parts.css';
import './page.css';

/** What the page shows, for the window's title. */
const title = signal('');

/** Draws a page whose content follows the session, in the candidate's language. */
export async function mountPage(Content: ComponentType<{ view: SessionView }>): Promise<void> {
  void followSession();
  await followLanguage();
  effect(() => {
    document.documentElement.lang = words().language;
    document.documentElement.dir = words().direction;
    document.title = title.value ? text('pageTitle', title.value) : text('shortName');
  });
  const root = document.createElement('div');
  document.body.append(root);
  render(<Page content={Content} />, root);
}

/** Names the page in the window's title. */
export function titlePage(name: string): void {
  title.value = name;
}

function Page({ content: Content }: { content: ComponentType<{ view: SessionView }> }) {
  if (view.value) return <Content view={view.value} />;
  return (
    <main class="page-body narrow">
      <Mark size={40} />
      <h1 class="unseen">{text('shortName')}</h1>
      {silence.value ? (
        <Notice tone="danger" alert>
          <Said saying={silence.value} />
          <Button onClick={() => location.reload()}>{text('tryAgain')}</Button>
        </Notice>
      ) : (
        <p role="status">{text('loading')}</p>
      )}
    </main>
  );
}
