import type { SessionView } from '../../src/session/view.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { PageHead } from '../../src/ui/page-head.tsx';
import { text } from '../../src/ui/text.ts';
import { launch } from './launch.ts';
import { Declined, NothingToStart, Over, Problem, Running } from './other-states.tsx';
import { Steps } from './steps.tsx';

/** The page before an exam: whatever the session's state asks for. */
export function Onboarding({ view }: { readonly view: SessionView }) {
  return (
    <>
      <PageHead view={view} />
      <main class="page-body">
        <State view={view} />
      </main>
    </>
  );
}

function State({ view }: { readonly view: SessionView }) {
  const opening = launch.value;
  if (opening.state === 'opening') return <Opening />;
  if (opening.state === 'failed') return <Problem view={view} title={text('launchFailed')} detail={opening.why} />;
  switch (view.phase) {
    case 'idle':
      if (view.problem) return <Problem view={view} {...view.problem} />;
      return <NothingToStart />;
    case 'onboarding':
    case 'starting':
      return <Steps view={view} />;
    case 'active':
      return <Running />;
    case 'finishing':
    case 'finished':
      if (view.problem) return <Problem view={view} {...view.problem} />;
      return view.ending?.reason === 'declined' && !view.rehearsal ? (
        <Declined view={view} />
      ) : (
        <Over rehearsal={view.rehearsal} />
      );
  }
}

function Opening() {
  return (
    <section class="row" role="status">
      <span class="spinner" aria-hidden="true" />
      <Heading>{text('launchOpening')}</Heading>
    </section>
  );
}
