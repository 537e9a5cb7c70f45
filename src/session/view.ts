import type { Policy } from '../policy/schema.ts';
import type { FullScreenBudget, Phase, RecorderStatus, Snapshot, StepName, UploadStatus } from './snapshot.ts';

/** What our pages may know of the session: everything they draw, and no token. */
export interface SessionView {
  readonly phase: Phase;
  readonly problem: { readonly title: string; readonly detail: string } | null;
  readonly provider: { readonly name: string; readonly contact: string } | null;
  readonly exam: { readonly title: string; readonly url: string; readonly returnUrl?: string | undefined } | null;
  readonly candidate: string;
  readonly session: string | null;
  readonly backend: string;
  readonly policy: Policy | null;
  readonly policyHash: string;
  /** Steps that this policy needs, in order, and the one to do now (null once all are done). */
  readonly steps: readonly StepName[];
  readonly done: readonly StepName[];
  readonly step: StepName | null;
  readonly camera: { readonly id: string; readonly label: string } | null;
  readonly microphone: { readonly id: string; readonly label: string } | null;
  readonly budget: FullScreenBudget;
  /** How many tabs are closed and wait to be given back. */
  readonly closedTabs: number;
  /** Addresses of closed tabs that the browser did not let us open again: the candidate opens them by hand. */
  readonly unopened: readonly string[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly ending: { readonly reason: 'submitted' | 'left' | 'terminated' | 'declined'; readonly cause: string } | null;
  readonly receipt: string | null;
  readonly recorder: RecorderStatus;
  readonly upload: UploadStatus;
}

/** The steps that a policy needs, in their order. */
export function stepsNeeded(policy: Policy): StepName[] {
  const { recording } = policy;
  return [
    'consent',
    ...(recording.camera ? (['camera'] as const) : []),
    ...(recording.microphone ? (['microphone'] as const) : []),
    ...(recording.screen ? (['screen'] as const) : []),
    'introduction',
    'start',
  ];
}

/** Draws the view of a snapshot for our pages. */
export function sessionView(snapshot: Snapshot, recorder: RecorderStatus, upload: UploadStatus): SessionView {
  const { session, onboarding } = snapshot;
  const steps = session ? stepsNeeded(session.policy) : [];
  return {
    phase: snapshot.phase,
    problem: snapshot.problem,
    provider: session?.provider ?? null,
    exam: session?.exam ?? null,
    candidate: session?.candidate.name ?? '',
    session: session?.id ?? null,
    backend: session?.backend ?? '',
    policy: session?.policy ?? null,
    policyHash: session?.policyHash ?? '',
    steps,
    done: onboarding.done,
    step: steps.find((step) => !onboarding.done.includes(step)) ?? null,
    camera: onboarding.camera,
    microphone: onboarding.microphone,
    budget: snapshot.budget,
    closedTabs: snapshot.closedTabs.length,
    unopened:
      snapshot.phase === 'finished' && !snapshot.jobs.some((job) => job.do === 'giveBack')
        ? snapshot.closedTabs.map(({ url }) => url)
        : [],
    startedAt: snapshot.startedAt,
    endedAt: snapshot.endedAt,
    ending: snapshot.ending,
    receipt: snapshot.receipt,
    recorder,
    upload,
  };
}
