import { useState } from 'preact/hooks';
import { Mark } from '../../../../src/ui/mark.tsx';
import { signIn, wordsOf } from '../api.ts';

/**
 * Asks for the operator key. It is sent once and not kept by the page.
 * @param problem why a key that came with the address was refused; empty when none was
 */
export function SignIn({ problem }: { readonly problem: string }) {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const shown = busy ? '' : error || problem;

  async function submit(event: Event) {
    event.preventDefault();
    if (key.trim() === '') return setError('Give the operator key. The backend printed it when it started.');
    setBusy(true);
    setError('');
    try {
      await signIn(key.trim());
    } catch (failure) {
      setError(wordsOf(failure));
      setBusy(false);
    }
  }

  return (
    <main class="alone">
      <form class="card sign-in" onSubmit={(event) => void submit(event)} noValidate>
        <div class="brand">
          <Mark size={32} />
          <h1>Vigil console</h1>
        </div>
        <p>For reviewers and the help desk.</p>
        <label for="key">Operator key</label>
        <input
          id="key"
          type="password"
          autocomplete="current-password"
          value={key}
          aria-invalid={shown !== ''}
          aria-describedby="key-error"
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <p id="key-error" class="field-error" role="alert">
          {shown}
        </p>
        <button type="submit" class="button" disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
