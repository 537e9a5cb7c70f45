import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { examOrderKind } from '../protocol/orders.ts';
import type { Input } from './inputs.ts';
import { transition } from './machine.ts';
import { examOrder, held, inPhase, type Loose, newId, sessionWith, start } from './machine-play.ts';
import { phase, type Snapshot, snapshot } from './snapshot.ts';

describe('every input in every phase', () => {
  const inputs: readonly Loose[] = [
    { type: 'launchGranted', session: sessionWith(), tabId: 3 },
    { type: 'launchRefused', title: 'No', detail: 'Because', tabId: 3 },
    { type: 'consented' },
    { type: 'declined' },
    { type: 'cameraChosen', device: { id: 'x', label: 'X' } },
    { type: 'microphoneChosen', device: { id: 'x', label: 'X' } },
    { type: 'screenChosen' },
    { type: 'identityShown', document: 0, face: 1, blackened: 0 },
    { type: 'ordered', order: { id: newId(), kind: 'admit', reason: '' } },
    { type: 'deskScanned', segment: 0, durationMs: 20_000 },
    ...examOrderKind.options.map((kind) => ({ type: 'ordered', order: examOrder(kind) }) as const),
    { type: 'breakRequested' },
    { type: 'breakEnded' },
    { type: 'noted', note: newId(), cause: 'doorbell', text: '' },
    { type: 'deskDue' },
    { type: 'deskPutOff' },
    { type: 'deskFilming' },
    { type: 'browserChecked', facts: { browser: 'Chrome' } },
    { type: 'connectionChecked', facts: { kilobitsPerSecond: 900 } },
    { type: 'agreementSigned', way: 'typed', facts: { name: 'Ada' } },
    { type: 'introductionRead' },
    { type: 'reEntryAllowed' },
    { type: 'startRequested', tabId: 3 },
    { type: 'jobDone', job: 'unknown' },
    { type: 'jobFailed', job: 'unknown', detail: '' },
    { type: 'examPage', url: 'https://exam.example/exams/bio/take/2', kind: 'take' },
    { type: 'examPage', url: 'https://exam.example/exams/bio/end', kind: 'end' },
    { type: 'examPage', url: 'https://exam.example/', kind: 'outside' },
    { type: 'examTabClosed' },
    { type: 'presence', inside: false, cause: 'focus-lost', excused: false },
    { type: 'presence', inside: true, cause: '', excused: false },
    { type: 'budgetDue' },
    { type: 'displays', extra: ['Projector'] },
    { type: 'displays', extra: [] },
    { type: 'extensionDisabled', extension: { id: 'abcdefghijklmnopabcdefghijklmnop', name: 'Tab Tidy' } },
    { type: 'observed', event: 'print.blocked', severity: 0.3, cause: 'shortcut', data: {} },
    { type: 'leaveRequested' },
    { type: 'terminated', cause: 'desk' },
    { type: 'interrupted', cause: 'browser-restarted' },
    { type: 'receiptArrived', session: newId(), receipt: 'a.b.c' },
    { type: 'dismissed' },
  ];

  /** Every phase, and what holds an exam: paused by the desk, in a break, both, and interrupted meanwhile. */
  const states: readonly (readonly [string, () => Snapshot])[] = [
    ...phase.options.map((name) => [name, () => inPhase(name)] as const),
    ...Object.entries(held).flatMap(([name, play]) => [
      [name, () => play().work().state] as const,
      [
        `${name}, interrupted`,
        () => play().work().feed({ type: 'interrupted', cause: 'recorder-gone' }).work().state,
      ] as const,
    ]),
  ];
  const nameOf = (input: Loose) => (input.type === 'ordered' ? `${input.type} ${input.order.kind}` : input.type);

  test.each(states.flatMap(([name, state]) => inputs.map((input) => [name, nameOf(input), state, input] as const)))(
    'in %s, %s leaves a sound snapshot',
    (_name, _input, state, input) => {
      const before = state();
      const frozen = structuredClone(before);
      const after = transition(
        before,
        { ...input, at: new Date(start + 99_000).toISOString(), mono: 99_000 } as Input,
        newId,
      );
      expect(before).toEqual(frozen);
      expect(v.is(snapshot, after)).toBe(true);
      // Whatever was closed is kept until it was given back.
      if (before.closedTabs.length > 0) expect(after.closedTabs).toEqual(before.closedTabs);
      // A running exam ends only with its event, its lock lifted, its recording stopped and its end signed.
      if (before.phase === 'active' && after.phase === 'finishing') {
        expect(after.jobs.slice(before.jobs.length).map((job) => job.do)).toEqual([
          ...(before.rest ? ['record'] : []),
          'record',
          'unlock',
          'stopRecording',
          'signEnd',
          'showFinish',
          'giveBack',
        ]);
      }
      // What holds an exam holds it until it is lifted or the exam is over; nothing rests without a break.
      if (after.phase === 'finishing' || after.phase === 'idle')
        expect([after.deskPause, after.rest]).toEqual([null, null]);
      if (after.phase === 'active' && before.rest && !after.rest) expect(input.type).toBe('breakEnded');
      // An order is answered by one event that names it, or comes again.
      if (input.type === 'ordered') {
        const answers = after.jobs
          .slice(before.jobs.length)
          .filter((job) => job.do === 'record' && job.data.order === input.order.id);
        expect(answers).toHaveLength(after.taken.includes(input.order.id) ? 1 : 0);
        expect(
          transition(after, { ...input, at: new Date(start + 99_500).toISOString(), mono: 99_500 } as Input, newId)
            .jobs,
        ).toHaveLength(after.jobs.length);
      }
      if (after === before) return;
      expect(new Set(after.jobs.map(({ id }) => id)).size).toBe(after.jobs.length);
    },
  );

  test('a page of the exam cannot end an attempt that does not run', () => {
    for (const name of ['idle', 'onboarding', 'starting', 'finishing', 'finished'] as const) {
      const before = inPhase(name);
      const after = transition(
        before,
        { type: 'examPage', url: 'x', kind: 'end', at: '2026-11-21T09:00:00.000Z', mono: 1 },
        newId,
      );
      expect(after).toBe(before);
    }
  });
});
