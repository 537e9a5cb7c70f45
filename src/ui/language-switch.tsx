import { chooseLanguage } from '../browser/language.ts';
import { type Language, languages } from '../words/languages.ts';
import { Icon } from './icon.tsx';
import { text, words } from './text.ts';
import './language-switch.css';

/** The choice among Vigil's languages, each named in itself. It applies at once, to every page of ours. */
export function LanguageSwitch() {
  return (
    <label class="language-switch">
      <Icon name="language" size={20} />
      <span class="unseen">{text('languageTitle')}</span>
      <select value={words().language} onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}>
        {Object.entries(languages).map(([language, { name, direction }]) => (
          <option key={language} value={language} lang={language} dir={direction}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
