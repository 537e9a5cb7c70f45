import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Input } from './inputs.ts';
import { transition } from './machine.ts';
import { inPhase, type Loose, newId, sessionWith, start } from './machine-play.ts';
import { phase, snapshot } from './snapshot.ts';

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

  test.each(phase.options.flatMap((name) => inputs.map((input) => [name, input.type, input] as const)))(
    'in %s, %s leaves a sound snapshot',
    (name, _type, input) => {
      const before = inPhase(name);
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
          'record',
          'unlock',
          'stopRecording',
          'signEnd',
          'showFinish',
          'giveBack',
        ]);
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
