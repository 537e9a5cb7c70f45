import type { PolicyFault } from '../../../../src/policy/combinations.ts';
import { type Control, type Field, faultsOf } from './policy-fields.ts';
import { choiceWords, faultText, numberWords, settingWords } from './setting-words.ts';

interface FieldProps {
  readonly field: Field;
  readonly value: unknown;
  readonly faults: readonly PolicyFault[];
  readonly change: (value: unknown) => void;
}

/** The id of a setting's control, for links from the list of faults. */
export function fieldId(key: string): string {
  return `setting-${key.replaceAll('.', '-')}`;
}

/** One setting: its name, its control, what to know about it and what is wrong with it. */
export function SettingField({ field, value, faults, change }: FieldProps) {
  const { key, control } = field;
  const { label, hint } = settingWords[key] ?? { label: key };
  const own = faultsOf(faults, field);
  const id = fieldId(key);
  const attributes = { id, 'aria-describedby': `${id}-notes`, 'aria-invalid': own.length > 0 };
  return (
    <div class={`setting setting-${control.kind}${own.length > 0 ? ' invalid' : ''}`}>
      <label for={id}>{label}</label>
      <Input field={field} value={value} change={change} attributes={attributes} />
      <div id={`${id}-notes`} class="setting-notes">
        {hint && <p class="soft small">{hint}</p>}
        {own.map((fault) => (
          <p key={fault.key + fault.rule} class="field-error">
            {faultText(fault, field)}
          </p>
        ))}
      </div>
    </div>
  );
}

interface InputProps {
  readonly field: Field;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly attributes: { readonly id: string; readonly 'aria-describedby': string; readonly 'aria-invalid': boolean };
}

function Input(props: InputProps) {
  const { field, value, change, attributes } = props;
  const { control } = field;
  switch (control.kind) {
    case 'toggle':
      return (
        <input
          type="checkbox"
          {...attributes}
          checked={value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <select {...attributes} value={String(value)} onChange={(event) => change(event.currentTarget.value)}>
          <Options field={field} options={control.options} />
        </select>
      );
    case 'number':
      return <NumberInput {...attributes} control={control} value={value} change={change} />;
    case 'lines':
      return <LinesInput {...props} />;
    case 'choice-or-numbers':
      return <ChoiceOrNumbers {...props} control={control} />;
  }
}

function Options({ field, options }: { readonly field: Field; readonly options: readonly string[] }) {
  return options.map((option) => (
    <option key={option} value={option}>
      {choiceWords[field.key]?.[option] ?? option}
    </option>
  ));
}

interface NumberProps {
  readonly id: string;
  readonly 'aria-label'?: string;
  readonly control: { readonly min: number; readonly max: number };
  readonly value: unknown;
  readonly change: (value: number | null) => void;
}

/** An empty field is no number: the backend says so at the field. */
function NumberInput({ control, value, change, ...attributes }: NumberProps) {
  return (
    <input
      type="number"
      {...attributes}
      min={control.min}
      max={control.max}
      value={typeof value === 'number' ? value : ''}
      onInput={({ currentTarget }) =>
        change(Number.isNaN(currentTarget.valueAsNumber) ? null : currentTarget.valueAsNumber)
      }
    />
  );
}

function LinesInput({ value, change, attributes }: InputProps) {
  const lines = Array.isArray(value) ? value.map(String) : [];
  return (
    <textarea
      {...attributes}
      rows={Math.max(2, lines.length + 1)}
      spellcheck={false}
      value={lines.join('\n')}
      onChange={({ currentTarget }) =>
        change(
          currentTarget.value
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        )
      }
    />
  );
}

interface ChoiceOrNumbersProps extends InputProps {
  readonly control: Extract<Control, { kind: 'choice-or-numbers' }>;
}

function ChoiceOrNumbers({ field, value, change, attributes, control }: ChoiceOrNumbersProps) {
  const { numbers, options } = control;
  const given = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  const numbered = numbers[0]?.name ?? '';
  const usual = () => Object.fromEntries(numbers.map(({ name }) => [name, numberWords[name]?.usual]));
  return (
    <div class="choice-or-number">
      <select
        {...attributes}
        // A setting that the document does not have is off.
        value={given ? numbered : String(value ?? 'off')}
        onChange={({ currentTarget }) => change(currentTarget.value === numbered ? usual() : currentTarget.value)}
      >
        <Options field={field} options={[numbered, ...options]} />
      </select>
      {given &&
        numbers.map(({ name, ...range }) => (
          <span key={name}>
            <NumberInput
              id={`${attributes.id}-${name}`}
              aria-label={`${settingWords[field.key]?.label ?? field.key}: ${numberWords[name]?.unit}`}
              control={range}
              value={given[name]}
              change={(number) => change({ ...given, [name]: number })}
            />{' '}
            {numberWords[name]?.unit}
          </span>
        ))}
    </div>
  );
}
