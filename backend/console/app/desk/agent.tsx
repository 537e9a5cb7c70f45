import { signal } from '@preact/signals';

const key = 'vigil-agent';

/** Whoever is at this desk, by the name that they gave; empty before. Kept for this tab alone. */
const agent = signal(sessionStorage.getItem(key) ?? '');
const isMissing = signal(false);
const field = 'agent';

/** The name of whoever is at this desk. Draws again when it changes. */
export function agentName(): string {
  return agent.value.trim();
}

/** The same for something that is about to be done; without one the field is shown what it lacks. @returns null then */
export function requireAgent(): string | null {
  if (agentName() !== '') return agentName();
  isMissing.value = true;
  document.getElementById(field)?.focus();
  return null;
}

/** Asks who is at this desk: candidates read it beside answers, colleagues beside conversations. */
export function AgentField() {
  return (
    <div class="agent">
      <label for={field}>Your name</label>
      <input
        id={field}
        type="text"
        autocomplete="name"
        maxLength={100}
        value={agent.value}
        aria-invalid={isMissing.value}
        aria-describedby="agent-error"
        onInput={({ currentTarget }) => {
          agent.value = currentTarget.value;
          isMissing.value = false;
          sessionStorage.setItem(key, currentTarget.value);
        }}
      />
      <p id="agent-error" class="field-error" role="alert">
        {isMissing.value ? 'Give your name first: candidates and colleagues read it.' : ''}
      </p>
    </div>
  );
}
