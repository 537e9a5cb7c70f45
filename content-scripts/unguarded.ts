import type { PageWords } from '../src/browser/content-client.ts';

const again = 'vigil:again';

/** The extension is gone from a page of the exam: says so, until the candidate has read it or the exam goes on. */
export function showUnguarded({ gone, hide, language, direction }: PageWords): void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    div { position: fixed; inset-block-start: 0; inset-inline: 0; z-index: 2147483647; display: flex; gap: 16px;
      align-items: center; justify-content: center; padding: 12px 20px; background: #7a1f1f; color: #fff;
      font: 500 16px/1.4 system-ui, sans-serif; }
    button { all: unset; padding: 6px 14px; border: 1px solid #fff; border-radius: 6px; cursor: pointer; }
    button:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }`);
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement('div');
  box.lang = language;
  box.dir = direction;
  box.setAttribute('role', 'alert');
  const button = document.createElement('button');
  button.textContent = hide;
  box.append(gone, button);
  root.append(box);
  const remove = () => host.remove();
  button.addEventListener('click', remove, { once: true });
  document.addEventListener(again, remove, { once: true });
  document.documentElement.append(host);
}

/** A script of a new run of the extension is in this page: what an earlier one has left says nothing any more. */
export function isGuardedAgain(): void {
  document.dispatchEvent(new CustomEvent(again));
}
