import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { isLanguage, type Language, languages } from '../../../../src/words/languages.ts';
import { cannedAnswers, type Stage, stages } from './canned-answers.ts';

const stageWords: Readonly<Record<Stage, string>> = {
  before: 'Before the exam',
  'failed-check': 'A check that fails',
  in: 'In the exam',
  after: 'After the exam',
};

/** The language that was chosen last: a desk answers many in the same. */
const language = signal<Language>('en');

interface PickerProps {
  /** Where the candidate is now. */
  readonly stage: Stage;
  readonly insert: (text: string) => void;
}

/** Answers that are given often, by stage and language. Choosing one puts it into the field, where it can be changed. */
export function CannedPicker({ stage: now, insert }: PickerProps) {
  const [stage, setStage] = useState(now);
  useEffect(() => setStage(now), [now]);
  const { direction } = languages[language.value];
  return (
    <details class="canned">
      <summary>Usual answers</summary>
      <div class="canned-choice">
        <label>
          When{' '}
          <select
            value={stage}
            onChange={({ currentTarget: { value } }) => setStage(stages.find((one) => one === value) ?? now)}
          >
            {stages.map((one) => (
              <option key={one} value={one}>
                {stageWords[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Language{' '}
          <select
            value={language.value}
            onChange={({ currentTarget: { value } }) => {
              if (isLanguage(value)) language.value = value;
            }}
          >
            {Object.entries(languages).map(([tag, { name }]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ul class="usual-reasons" lang={language.value} dir={direction}>
        {cannedAnswers[stage].map((answer) => (
          <li key={answer.en}>
            <button type="button" class="plain-button" onClick={() => insert(answer[language.value])}>
              {answer[language.value]}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
