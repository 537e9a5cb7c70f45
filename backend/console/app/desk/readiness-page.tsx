import { useState } from 'preact/hooks';
import { type Readiness, readReadinessCode } from '../../../../src/rehearsal/readiness-code.ts';
import { Icon } from '../../../../src/ui/icon.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { codeFaults, readinessFacts, readinessLines } from './readiness-words.ts';

/** Reads the code that a candidate has from a rehearsal. It is read in this page, and sent nowhere. */
export function ReadinessPage() {
  const [typed, setTyped] = useState('');
  const [read, setRead] = useState<ReturnType<typeof readReadinessCode> | null>(null);
  const fault = typeof read === 'string' ? codeFaults[read] : '';
  return (
    <>
      <h1>Readiness code</h1>
      <p class="lead">
        At the end of a rehearsal a candidate has a code of 16 letters and digits. It tells how the rehearsal went, and
        nothing about the person.
      </p>
      <form
        class="card code-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setRead(readReadinessCode(typed));
        }}
      >
        <label for="readiness-code">Code, as the candidate reads it out</label>
        <input
          id="readiness-code"
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          aria-invalid={fault !== ''}
          aria-describedby="readiness-fault"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          Read the code
        </button>
        <p id="readiness-fault" class="field-error" role="alert">
          {fault}
        </p>
      </form>
      <div role="status" class="code-result">
        {read !== null && typeof read !== 'string' && <Result readiness={read} />}
      </div>
    </>
  );
}

function Result({ readiness }: { readonly readiness: Readiness }) {
  return (
    <>
      <h2>Rehearsed on {readiness.day}</h2>
      <p>{readinessFacts(readiness)}</p>
      <Scroller class="table-frame" label="What the code tells">
        <table>
          <thead>
            <tr>
              <th scope="col">Tried</th>
              <th scope="col">How it went</th>
              <th scope="col">What to do</th>
            </tr>
          </thead>
          <tbody>
            {readinessLines(readiness).map(({ name, outcome, isFine, advice }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Icon name={isFine ? 'check' : 'warning'} size={18} /> {outcome}
                </td>
                <td>{advice}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}
