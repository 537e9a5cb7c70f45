import type { Severity } from '../../src/recording/verdict.ts';
import { Button } from '../../src/ui/button.tsx';
import { useKeptFocus } from '../../src/ui/kept-focus.ts';
import { Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import type { CauseWords, Name } from './cause-words.ts';
import { type Barrier, DeskHelp } from './desk-help.tsx';

interface FindingProps {
  readonly words: CauseWords;
  readonly severity: Severity;
  /** What the texts may name. */
  readonly names?: Readonly<Record<Name, string>>;
  /** Named by the button that cannot be used because of it. */
  readonly id?: string;
  readonly retry?: (() => void) | undefined;
  /** Where it bars the way of a step: what the desk is told when the candidate asks. */
  readonly barrier?: Barrier | undefined;
}

/** What a check found amiss: its cause, one thing to do, another try where that may help, and the way to a person. */
export function Finding({ words, severity, names, id, retry, barrier }: FindingProps) {
  const blocks = severity === 'blocks';
  const [what, advice] = words.named ?? (['kind', 'kind'] as const);
  return (
    <div id={id} class="finding" ref={useKeptFocus<HTMLDivElement>()}>
      <Notice tone={blocks ? 'danger' : 'warn'} alert={blocks}>
        <h2>{text(words.what, names?.[what] ?? '')}</h2>
        <p>{text(words.advice, names?.[advice] ?? '')}</p>
        {!blocks && <p class="small">{text('adviceOnly')}</p>}
      </Notice>
      <div class="row">
        {words.again && retry && <Button onClick={retry}>{text('tryAgain')}</Button>}
        <DeskHelp barrier={barrier} />
      </div>
    </div>
  );
}
