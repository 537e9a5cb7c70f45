import * as v from 'valibot';
import { accommodationSettings } from '../../../../src/policy/accommodations.ts';
import { accommodationSentences } from './accommodation-words.ts';

/** What is relaxed for this candidate; nothing where nothing is. */
export function AccommodationPanel({ accommodation }: { readonly accommodation: unknown }) {
  if (accommodation === null || accommodation === undefined) return null;
  const known = v.safeParse(accommodationSettings, accommodation);
  return (
    <details class="card" open>
      <summary>
        <h2>Accommodation</h2>
      </summary>
      {known.success ? (
        <div class="sentences">
          <ul>
            {accommodationSentences(known.output).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ) : (
        <p>This accommodation is of a version that the console does not know.</p>
      )}
    </details>
  );
}
