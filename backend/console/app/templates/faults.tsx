import { useEffect, useRef } from 'preact/hooks';
import type { PolicyFault } from '../../../../src/policy/combinations.ts';
import { type FieldGroup, faultsOf } from './policy-fields.ts';
import { fieldId } from './setting-field.tsx';
import { faultText, settingWords } from './setting-words.ts';

interface FaultsProps {
  readonly faults: readonly PolicyFault[];
  readonly groups: readonly FieldGroup[];
}

/** What the backend refused, with a way to each field. Takes the focus, so that nobody misses it. */
export function Faults({ faults, groups }: FaultsProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [faults]);
  const fields = groups.flatMap((group) => group.fields);
  const placed = fields.flatMap((field) => faultsOf(faults, field).map((fault) => ({ field, fault })));
  const others = faults.filter((fault) => !placed.some((known) => known.fault === fault));
  return (
    <div class="notice danger faults" ref={box} tabIndex={-1} role="alert">
      <h2>The template is not saved</h2>
      <ul>
        {placed.map(({ field, fault }) => (
          <li key={fault.key + fault.rule}>
            <button
              type="button"
              class="plain-button"
              onClick={() => document.getElementById(fieldId(field.key))?.focus()}
            >
              {settingWords[field.key]?.label ?? field.key}
            </button>
            : {faultText(fault, field)}
          </li>
        ))}
        {others.map(({ key, rule }) => (
          <li key={key + rule}>
            {key}: {rule}
          </li>
        ))}
      </ul>
    </div>
  );
}
