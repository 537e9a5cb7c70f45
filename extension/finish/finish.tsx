import type { SessionView } from '../../src/session/view.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { PageHead } from '../../src/ui/page-head.tsx';
import { text } from '../../src/ui/text.ts';
import { Finished } from './finished.tsx';
import { Finishing } from './finishing.tsx';
import { Rehearsed } from './rehearsed.tsx';

/** The page after an exam: how the upload stands, then the receipt. */
export function Finish({ view }: { readonly view: SessionView }) {
  return (
    <>
      <PageHead view={view} />
      <main class="page-body narrow">
        <State view={view} />
      </main>
    </>
  );
}

function State({ view }: { readonly view: SessionView }) {
  switch (view.phase) {
    case 'finishing':
      if (view.rehearsal) return <p role="status">{text('loading')}</p>;
      return <Finishing view={view} />;
    case 'finished':
      if (view.rehearsal) return <Rehearsed view={view} />;
      return <Finished view={view} />;
    case 'idle':
      return <Remark title={text('finishIdleTitle')} words={text('finishIdleText')} />;
    case 'active':
      return <Remark title={text('runningTitle')} words={text('runningText')} />;
    case 'onboarding':
    case 'starting':
      return <Remark title={text('finishEarlyTitle')} words={text('finishEarlyText')} />;
  }
}

function Remark({ title, words }: { readonly title: string; readonly words: string }) {
  return (
    <section class="card stack">
      <Heading>{title}</Heading>
      <p>{words}</p>
    </section>
  );
}
