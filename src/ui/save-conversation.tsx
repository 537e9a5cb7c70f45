import type { ChatLine } from '../browser/database.ts';
import { Button } from './button.tsx';
import { fileName } from './file-name.ts';
import { view } from './session.ts';
import { text, words } from './text.ts';
import { transcriptOf } from './transcript.ts';

/** The conversation as a file. Not while an exam runs: downloads may be stopped then, and a file is no help in it. */
export function SaveConversation({ lines }: { readonly lines: readonly ChatLine[] }) {
  const { phase, exam } = view.value ?? {};
  if (lines.length === 0 || !exam || phase === 'starting' || phase === 'active') return null;
  const save = () => {
    const address = URL.createObjectURL(new Blob([transcriptOf(exam.title, lines, words())], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName('vigil-conversation', exam.title, new Date().toISOString(), 'txt');
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button kind="quiet" onClick={save}>
      {text('chatSave')}
    </Button>
  );
}
