import { expect, test } from 'vitest';
import { type FaultKind, faultWords, planFaults } from '../faults/fault-plan.ts';
import { recordingLoss } from '../faults/recording-loss.ts';
import { startTestBackend } from './test-backend.ts';
import { makeCandidate, someBytes } from './test-candidate.ts';

test('a seed plans the same faults again, and another seed other ones', () => {
  expect(planFaults(3, 50)).toEqual(planFaults(3, 50));
  expect(planFaults(3, 50)).toEqual(planFaults(3, 80).slice(0, 50));
  expect(planFaults(3, 50)).not.toEqual(planFaults(4, 50));
});

test('the two hundred faults of `npm run faults` are of every kind', () => {
  const kinds = new Set(planFaults(7, 200).map(({ fault }) => fault.kind));
  expect(kinds).toEqual(new Set(Object.keys(faultWords) as FaultKind[]));
});

test('what a stream lost is the time from the end of its last part before the kill', async () => {
  const backend = await startTestBackend();
  const candidate = await makeCandidate(backend);
  for (const part of [0, 1, 2]) await candidate.recorded(someBytes(10), { stream: 'camera', segment: 0, part });
  await candidate.recorded(someBytes(10), { stream: 'screen', segment: 0, part: 0 });
  await backend.remove();
  expect(recordingLoss(candidate.entries, 3_500)).toEqual([
    { stream: 'camera', ms: 0 },
    { stream: 'screen', ms: 1_500 },
  ]);
});
