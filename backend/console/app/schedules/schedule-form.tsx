import { useState } from 'preact/hooks';
import { call, type Template } from '../api.ts';
import { Failure } from '../parts/states.tsx';

interface FormProps {
  readonly templates: readonly Template[];
  readonly created: () => void;
}

const nothing = { title: '', examUrl: '', returnUrl: '' };

/** Makes a draft of a schedule. */
export function ScheduleForm({ templates, created }: FormProps) {
  const [values, setValues] = useState(nothing);
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const templateId = chosen ?? templates.find(({ isDefault }) => isDefault)?.id ?? templates[0]?.id ?? '';

  async function create(event: Event) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const { title, examUrl, returnUrl } = values;
      await call('createSchedule', { body: { title, examUrl, templateId, ...(returnUrl ? { returnUrl } : {}) } });
      setValues(nothing);
      created();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  const attributes = (name: keyof typeof nothing) => ({
    id: `schedule-${name}`,
    maxLength: 300,
    value: values[name],
    onInput: (event: { currentTarget: HTMLInputElement }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });

  return (
    <form class="card schedule-form" onSubmit={(event) => void create(event)} aria-labelledby="new-schedule">
      <h2 id="new-schedule">New schedule</h2>
      <div class="setting">
        <label for="schedule-title">Exam title</label>
        <input type="text" required {...attributes('title')} />
      </div>
      <div class="setting">
        <label for="schedule-examUrl">Address at which the exam begins</label>
        <input type="url" required {...attributes('examUrl')} />
      </div>
      <div class="setting">
        <label for="schedule-returnUrl">Address to go to afterwards (optional)</label>
        <input type="url" {...attributes('returnUrl')} />
      </div>
      <div class="setting">
        <label for="schedule-template">Template</label>
        <select id="schedule-template" value={templateId} onChange={(event) => setChosen(event.currentTarget.value)}>
          {templates.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {error !== null && <Failure error={error} />}
      <div class="buttons">
        <button type="submit" class="button" disabled={busy}>
          {busy ? 'Creating…' : 'Create draft'}
        </button>
      </div>
    </form>
  );
}
