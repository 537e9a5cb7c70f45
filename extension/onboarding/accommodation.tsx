import { accommodationSentences } from '../../src/policy/accommodation-sentences.ts';
import type { SessionView } from '../../src/session/view.ts';
import { Icon } from '../../src/ui/icon.tsx';
import { text, words } from '../../src/ui/text.ts';

/** What is relaxed for this candidate; nothing where nothing is. */
export function Accommodation({ view: { accommodation, provider } }: { readonly view: SessionView }) {
  const sentences = accommodation ? accommodationSentences(accommodation, words()) : [];
  if (sentences.length === 0) return null;
  return (
    <section class="accommodation stack tight">
      <h2 class="row">
        <Icon name="check" />
        {text('accommodationTitle')}
      </h2>
      <p>{text('accommodationIntro', provider?.name ?? '')}</p>
      <ul class="bullets">
        {sentences.map((sentence) => (
          <li key={sentence.key}>{sentence.text}</li>
        ))}
      </ul>
    </section>
  );
}
