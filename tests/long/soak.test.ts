import { expect, test } from 'vitest';
import { soak } from '../faults/soak.ts';

// The short form of `npm run faults`, so that its machinery cannot rot. `--seed 956 --faults 15` is the same run.
test('15 random faults: nothing is lost, nothing is there twice, everything is in order', async () => {
  const said: string[] = [];
  const { met, attempts } = await soak({ seed: 956, faults: 15, tell: (line) => said.push(line) });
  expect(met).toHaveLength(15);
  for (const { losses, duplicates, errors } of attempts) {
    expect({ losses, duplicates, errors }, said.join('\n')).toEqual({ losses: [], duplicates: [], errors: [] });
  }
});
