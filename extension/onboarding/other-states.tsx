import type { ComponentChildren } from 'preact';
import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Contact } from '../../src/ui/contact.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { Said } from '../../src/ui/said.tsx';
import { said, text } from '../../src/ui/text.ts';
import type { Saying } from '../../src/words/saying.ts';
import { canOpenAgain, launch, openAgain } from './launch.ts';

function Panel({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="card stack">
      <Heading>{title}</Heading>
      {children}
    </section>
  );
}

interface ProblemProps {
  readonly view: SessionView;
  readonly title: Saying;
  readonly detail: Saying;
}

/** A launch that was refused: why, and what can be done. */
export function Problem({ view, title, detail }: ProblemProps) {
  const known = launch.value.state === 'failed' ? view.problem : null;
  return (
    <Panel title={said(known?.title ?? title)}>
      <Notice tone="danger">
        <Said saying={known?.detail ?? detail} />
      </Notice>
      <p>{text('launchNothingStarted')}</p>
      <div class="row">
        {canOpenAgain() && (
          <Button kind="primary" onClick={openAgain}>
            {text('tryAgain')}
          </Button>
        )}
        {view.session && launch.value.state === 'failed' && (
          <Button
            onClick={() => {
              launch.value = { state: 'none' };
            }}
          >
            {text('launchShowCurrent')}
          </Button>
        )}
      </div>
      <Contact provider={view.provider} />
    </Panel>
  );
}

export function NothingToStart() {
  const rehearsal = useAction(() => send({ type: 'rehearse' }));
  return (
    <Panel title={text('idleTitle')}>
      <p>{text('idleText')}</p>
      <ol class="bullets">
        <li>{text('idleHow1')}</li>
        <li>{text('idleHow2')}</li>
        <li>{text('idleHow3')}</li>
      </ol>
      <p class="soft">{text('idlePrivacy')}</p>
      <p>{text('rehearsalOffer')}</p>
      <Failure message={rehearsal.error} />
      <Button busy={rehearsal.busy} onClick={rehearsal.run}>
        {text('rehearse')}
      </Button>
    </Panel>
  );
}

export function Running() {
  return (
    <Panel title={text('runningTitle')}>
      <p>{text('runningText')}</p>
      <p class="soft">{text('runningHelp')}</p>
    </Panel>
  );
}

export function Over({ rehearsal }: { readonly rehearsal: boolean }) {
  return (
    <Panel title={text(rehearsal ? 'rehearsalOver' : 'overTitle')}>
      {!rehearsal && <p>{text('overText')}</p>}
      <a class="button primary" href="../finish/index.html">
        {text(rehearsal ? 'rehearsalResult' : 'overLink')}
      </a>
    </Panel>
  );
}

/** The clean end after 'Decline'. */
export function Declined({ view }: { readonly view: SessionView }) {
  const back = view.exam?.returnUrl ?? view.exam?.url;
  return (
    <Panel title={text('endDeclined')}>
      <p>{text('causeDeclined')}</p>
      <p>{view.phase === 'finished' ? text('declinedTold') : text('declinedTelling', view.provider?.name ?? '')}</p>
      {back && (
        <a class="button" href={back}>
          {text('backToExam')}
        </a>
      )}
      <Contact provider={view.provider} />
    </Panel>
  );
}
