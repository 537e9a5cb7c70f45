import type { SessionView } from '../session/view.ts';
import { HelpDock } from './help-dock.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Mark } from './mark.tsx';
import { RehearsalNote } from './rehearsal-note.tsx';
import { text } from './text.ts';

/** The head of a full page: whose page it is, for which exam, the language, and help. */
export function PageHead({ view }: { readonly view: SessionView }) {
  const { exam, provider } = view;
  return (
    <>
      {view.rehearsal && <RehearsalNote />}
      <header class="page-head">
        <Mark size={36} />
        <p class="titles">
          <strong>
            <bdi>{exam?.title ?? text('shortName')}</bdi>
          </strong>
          {provider && <span class="small soft">{text('headProvider', provider.name)}</span>}
        </p>
        <LanguageSwitch />
        <HelpDock view={view} />
      </header>
    </>
  );
}
