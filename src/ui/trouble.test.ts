import { describe, expect, it } from 'vitest';
import { recorderStatus } from '../session/snapshot.ts';
import { troubles } from './trouble.ts';

const well = { camera: 'recording', microphone: 'recording', screen: 'recording' } as const;

describe('troubles', () => {
  it('has none while all is well, or not asked for', () => {
    expect(troubles(well)).toEqual([]);
    expect(troubles({ camera: 'off', microphone: 'off', screen: 'chosen' })).toEqual([]);
  });

  it('names what is lost before what is only amiss', () => {
    const found = troubles({ camera: 'covered', microphone: 'lost', screen: 'recording' });
    expect(found.map(({ device, isLost }) => [device, isLost])).toEqual([
      ['microphone', true],
      ['camera', false],
    ]);
  });

  it('has words for every state of every device, and a button where one mends it', () => {
    const quiet = ['off', 'chosen', 'recording'];
    for (const device of ['camera', 'microphone', 'screen'] as const) {
      for (const state of recorderStatus.entries[device].options.filter((option) => !quiet.includes(option))) {
        const [found] = troubles({ ...well, [device]: state });
        expect(found).toMatchObject({ device, isLost: state === 'lost' });
        expect(found?.button !== null).toBe(state === 'lost' || state === 'frozen');
      }
    }
  });
});
