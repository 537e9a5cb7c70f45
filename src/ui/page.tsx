import { type ComponentType, render } from 'preact';
import type { SessionView } from '../session/view.ts';
import { Button } from './button.tsx';
import { Mark } from './mark.tsx';
import { Notice } from './notice.tsx';
import { followSession, silence, view } from './session.ts';
import { direction, language, text } from './text.ts';
import './theme.css';
import './parts.css';
import './page.css';

/** Draws a page whose content follows the session. */
export function mountPage(Content: ComponentType<{ view: SessionView }>): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  void followSession();
  const root = document.createElement('div');
  document.body.append(root);
  render(<Page content={Content} />, root);
}

/** Names the page in the window's title. */
export function titlePage(title: string): void {
  document.title = title ? text('pageTitle', title) : text('shortName');
}

function Page({ content: Content }: { content: ComponentType<{ view: SessionView }> }) {
  if (view.value) return <Content view={view.value} />;
  return (
    <main class="page-body narrow">
      <Mark size={40} />
      <h1 class="unseen">{text('shortName')}</h1>
      {silence.value ? (
        <Notice tone="danger" alert>
          <p>{silence.value}</p>
          <Button onClick={() => location.reload()}>{text('tryAgain')}</Button>
        </Notice>
      ) : (
        <p role="status">{text('loading')}</p>
      )}
    </main>
  );
}
