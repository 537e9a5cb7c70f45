import { useMemo, useRef, useState } from 'preact/hooks';
import type { PolicyFault } from '../../../../src/policy/combinations.ts';
import { parsePolicy } from '../../../../src/policy/parse-policy.ts';
import { ApiError, call, type Template, wordsOf } from '../api.ts';
import { open } from '../navigation.ts';
import { Empty, Failure, Loaded } from '../parts/states.tsx';
import { usePolled } from '../polled.ts';
import { PolicySentences } from '../review/policy-words.tsx';
import { routeTo } from '../route.ts';
import { Faults } from './faults.tsx';
import { type Draft, type FieldGroup, policyFields, valueIn, withValue } from './policy-fields.ts';
import { SettingField } from './setting-field.tsx';
import { groupHints, groupWords } from './setting-words.ts';

/** Changes a template, or makes another from it. */
export function TemplatePage({ id, copy }: { readonly id: string; readonly copy: boolean }) {
  const templates = usePolled('templates', (signal) => call('listTemplates', { signal }), 0);
  return (
    <>
      <p class="back">
        <a href={routeTo({ page: 'templates' })}>All templates</a>
      </p>
      <Loaded polled={templates} what="the template">
        {(list) => {
          const template = list.templates.find((candidate) => candidate.id === id);
          return template ? <TemplateForm template={template} copy={copy} /> : <Missing />;
        }}
      </Loaded>
    </>
  );
}

function Missing() {
  return (
    <>
      <h1>Template not found</h1>
      <Empty title="It may have been deleted." />
    </>
  );
}

function TemplateForm({ template, copy }: { readonly template: Template; readonly copy: boolean }) {
  const [name, setName] = useState(copy ? `Copy of ${template.name}` : template.name);
  const [draft, setDraft] = useState(template.policy as Draft);
  const { busy, error, faults, save } = useSaving(copy ? null : template.id);
  const groups = useMemo(policyFields, []);
  return (
    <>
      <h1>{copy ? 'New template' : template.name}</h1>
      <p class="lead">
        Saving touches only schedules that are activated afterwards; schedules already active keep the policy they
        froze.
      </p>
      <form
        class="template"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(name, draft);
        }}
      >
        <div class="template-main">
          {faults.length > 0 && <Faults faults={faults} groups={groups} />}
          {error !== null && faults.length === 0 && <Failure error={error} />}
          <div class="setting">
            <label for="template-name">Name</label>
            <input
              id="template-name"
              value={name}
              maxLength={300}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </div>
          {groups.map((group) => (
            <GroupFields key={group.name} group={group} draft={draft} faults={faults} change={setDraft} />
          ))}
          <div class="buttons sticky">
            <button type="submit" class="button" disabled={busy}>
              {busy ? 'Saving…' : 'Save template'}
            </button>
            <a class="button quiet" href={routeTo({ page: 'templates' })}>
              Cancel
            </a>
          </div>
        </div>
        <Preview draft={draft} />
      </form>
    </>
  );
}

interface GroupProps {
  readonly group: FieldGroup;
  readonly draft: Draft;
  readonly faults: readonly PolicyFault[];
  readonly change: (draft: Draft) => void;
}

function GroupFields({ group, draft, faults, change }: GroupProps) {
  return (
    <fieldset class="card">
      <legend>{groupWords[group.name] ?? group.name}</legend>
      {groupHints[group.name] && <p class="soft small">{groupHints[group.name]}</p>}
      {group.fields.map((field) => (
        <SettingField
          key={field.key}
          field={field}
          value={valueIn(draft, field)}
          faults={faults}
          change={(value) => change(withValue(draft, field, value))}
        />
      ))}
    </fieldset>
  );
}

/** What the candidate will read, as far as the draft is a policy already. */
function Preview({ draft }: { readonly draft: Draft }) {
  const policy = useMemo(() => {
    try {
      return parsePolicy(draft);
    } catch {
      return null;
    }
  }, [draft]);
  return (
    <aside class="card preview" aria-labelledby="preview-title">
      <h2 id="preview-title">What candidates will read</h2>
      {policy ? <PolicySentences policy={policy} /> : <p>These settings cannot be combined yet. Saving says which.</p>}
    </aside>
  );
}

/** Saves under the template's id, or under a new one that stays the same when the first try fails. */
function useSaving(id: string | null) {
  const target = useRef(id ?? crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const faults = error instanceof ApiError ? error.faults : [];
  async function save(name: string, policy: Draft) {
    setBusy(true);
    setError(null);
    try {
      if (name.trim() === '') throw new Error('Give the template a name.');
      await call('putTemplate', { parameters: { template: target.current }, body: { name: name.trim(), policy } });
      open({ page: 'templates' });
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(wordsOf(failure)));
      setBusy(false);
    }
  }
  return { busy, error, faults, save };
}
