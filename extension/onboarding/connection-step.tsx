import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import { type LinkVerdict, linkVerdict } from '../../src/outbox/link-verdict.ts';
import type { LinkMeasure, LinkTrial } from '../../src/protocol/link-measure.ts';
import type { Quality } from '../../src/recording/quality.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { millisecondsText, percentText, rateText } from '../../src/ui/format.ts';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { type MessageKey, plural, text } from '../../src/ui/text.ts';
import { type Barrier, DeskHelp, isOverridden } from './desk-help.tsx';
import { LinkGauge } from './link-gauge.tsx';

/** How much the link to the exam server carries. Only a server that cannot be reached at all holds the candidate up. */
export function ConnectionStep({ view }: { readonly view: SessionView }) {
  return view.rehearsal ? <Unmeasured /> : <Measured view={view} />;
}

/** In a rehearsal nothing is sent that could be measured. */
function Unmeasured() {
  const goOn = useAction(() => send({ type: 'connectionChecked', measure: null }));
  return (
    <section class="card stack">
      <Heading>{text('connectionTitle')}</Heading>
      <p>{text('rehearsalConnection')}</p>
      <Failure message={goOn.error} />
      <Button kind="primary" big busy={goOn.busy} onClick={goOn.run}>
        {text('connectionUse')}
      </Button>
    </section>
  );
}

function Measured({ view }: { readonly view: SessionView }) {
  const { trial, measure } = useTrial();
  const goOn = useAction((found: LinkMeasure | null) => send({ type: 'connectionChecked', measure: found }));
  const quality = view.policy?.recording.quality ?? 'standard';
  const found = trial?.kind === 'measured' ? trial.measure : null;
  const mayGoOn = trial?.kind === 'measured' || trial?.kind === 'fault' || isOverridden(view, 'connection');
  const verdict = found && linkVerdict(found, quality);
  const isFine = verdict?.kind === 'enough' || verdict?.kind === 'tight';
  return (
    <section class="card stack">
      <Heading>{text('connectionTitle')}</Heading>
      <p>{text('connectionIntro')}</p>
      {(found || !trial) && <LinkGauge measure={found} quality={quality} />}
      <div role="status" class="hint">
        {!trial && !measure.error && <p class="soft">{text('connectionMeasuring')}</p>}
        {found && verdict && <Verdict measure={found} verdict={verdict} quality={quality} />}
      </div>
      {trial && <Trouble trial={trial} view={view} />}
      <Failure message={goOn.error || measure.error} />
      <div class="row">
        {(mayGoOn || !(trial || measure.error)) && (
          <Button kind="primary" big busy={goOn.busy || measure.busy} onClick={() => mayGoOn && goOn.run(found)}>
            {text('connectionUse')}
          </Button>
        )}
        {(measure.error || (trial && verdict?.kind !== 'enough')) && (
          <Button kind={mayGoOn ? 'plain' : 'primary'} big={!mayGoOn} busy={measure.busy} onClick={measure.run}>
            {text('connectionAgain')}
          </Button>
        )}
        {(trial?.kind === 'fault' || (found && !isFine)) && <DeskHelp />}
      </div>
    </section>
  );
}

const verdictWords: Record<LinkVerdict['kind'], MessageKey> = {
  enough: 'connectionEnough',
  tight: 'connectionTight',
  slow: 'connectionSlow',
  unsteady: 'connectionUnsteady',
};

interface VerdictProps {
  readonly measure: LinkMeasure;
  readonly verdict: LinkVerdict;
  readonly quality: Quality;
}

function Verdict({ measure, verdict: { kind, laterMinutes } }: VerdictProps) {
  const isFine = kind === 'enough' || kind === 'tight';
  const { loss } = measure;
  const rate = rateWords(measure);
  return (
    <div class="stack tight">
      <Notice tone={isFine ? 'good' : 'warn'}>
        <p>
          <strong>{text(verdictWords[kind])}</strong>
        </p>
        {kind === 'slow' && <p>{laterText(laterMinutes)}</p>}
        {!isFine && <p>{text('connectionAdvice')}</p>}
      </Notice>
      <p class="small soft">
        {rate}
        {loss > 0 && `; ${text('connectionLost', percentText(loss))}`}
      </p>
    </div>
  );
}

function rateWords({ bitsPerSecond, isAtMost, latencyMs }: LinkMeasure): string {
  const latency = millisecondsText(latencyMs);
  if (bitsPerSecond === 0) return text('connectionRateNone', latency);
  return text(isAtMost ? 'connectionRateAtMost' : 'connectionRate', rateText(bitsPerSecond), latency);
}

function laterText(minutes: number | null): string {
  if (minutes === null) return text('connectionLaterLong');
  return minutes < 120 ? plural('connectionLater', minutes) : plural('connectionLaterHours', Math.round(minutes / 60));
}

interface TroubleProps {
  readonly trial: LinkTrial;
  readonly view: SessionView;
}

/** Why nothing could be measured: cause by cause, each with the one thing to do. */
function Trouble({ trial, view }: TroubleProps) {
  const barrier = { view, check: 'connection', cause: trial.kind, hasDevice: true } as const;
  switch (trial.kind) {
    case 'measured':
      return null;
    case 'offline':
      return (
        <Unreached title={text('connectionNoNetwork')} barrier={barrier}>
          {text('connectionNoNetworkAdvice')}
        </Unreached>
      );
    case 'unreachable':
      return (
        <Unreached title={text('connectionUnreachable')} barrier={barrier}>
          {text('connectionUnreachableAdvice', new URL(view.backend).host)}
        </Unreached>
      );
    case 'sign-in':
      return (
        <Unreached title={text('connectionSignIn')} barrier={barrier}>
          {text('connectionSignInAdvice')}
        </Unreached>
      );
    case 'fault':
      return (
        <Notice tone="warn" alert>
          <h2>{text('connectionFault')}</h2>
          <p>{text('connectionFaultAdvice')}</p>
          <p class="small soft">{trial.words}</p>
        </Notice>
      );
  }
}

interface UnreachedProps {
  readonly title: string;
  readonly barrier: Barrier;
  readonly children: ComponentChildren;
}

function Unreached({ title, barrier, children }: UnreachedProps) {
  return (
    <>
      <Notice tone="danger" alert>
        <h2>{title}</h2>
        <p>{children}</p>
      </Notice>
      <p class="soft">{text('connectionNeeded')}</p>
      <div class="row">
        <DeskHelp barrier={barrier} />
      </div>
    </>
  );
}

/** Measures when the step appears, and again by itself when a network comes back that was missing. */
function useTrial() {
  const [trial, setTrial] = useState<LinkTrial | null>(null);
  const measure = useAction(async () => {
    setTrial(null);
    setTrial(await send<LinkTrial>({ type: 'measureLink' }));
  });
  const isReached = useRef(false);
  isReached.current = trial?.kind === 'measured';
  const again = useRef(measure.run);
  again.current = measure.run;
  useEffect(() => {
    const gone = new AbortController();
    again.current();
    addEventListener('online', () => isReached.current || again.current(), { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return { trial, measure };
}
