import type { CheckVerdict } from '../../src/session/browser-checks.ts';
import { Icon, type IconName } from '../../src/ui/icon.tsx';
import { type MessageKey, text } from '../../src/ui/text.ts';
import type { CheckWords } from './browser-words.ts';

interface Line extends CheckWords {
  readonly verdict: CheckVerdict;
}

const looks: Record<CheckVerdict, { readonly icon: IconName; readonly word: MessageKey }> = {
  ok: { icon: 'check', word: 'checkOk' },
  advice: { icon: 'warning', word: 'checkAdvice' },
  blocks: { icon: 'error', word: 'checkBlocks' },
  unknown: { icon: 'info', word: 'checkUnknown' },
};

/** What was looked at, a line each: by icon and words, not by colour alone. */
export function CheckList({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ul class="checks">
      {lines.map(({ name, state, advice, verdict }) => (
        <li key={name} class={verdict}>
          <Icon name={looks[verdict].icon} />
          <div>
            <strong>{name}</strong>
            <p>
              <span class="unseen">{text(looks[verdict].word)} </span>
              {state}
            </p>
            {advice && <p class="advice">{advice}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
