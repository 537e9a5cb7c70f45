import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../src/session/view.ts';
import { type Look, modeOf } from './look.ts';

const recorder = { camera: 'recording', microphone: 'recording', screen: 'recording' } as const;
const calm = {
  phase: 'active',
  budget: { counting: false, leftMs: 30_000, cause: '' },
  paused: false,
  extraDisplays: [],
  recorder,
  desk: null,
} as unknown as SessionView;
const plain: Look = { isHelpOpen: false, isDot: false, isBare: false };
const desk = { mayPutOff: true, filmingMs: null, isToCheck: false };
const lost = { ...recorder, camera: 'lost' } as const;
const outside = { counting: true, leftMs: 9000, cause: 'focus-lost' };

describe('modeOf', () => {
  it.each<[string, Partial<SessionView>, Partial<Look>]>([
    ['thumbnail', {}, {}],
    ['bare', {}, { isBare: true }],
    ['trouble', { recorder: lost }, { isBare: true }],
    ['desk', { desk }, {}],
    ['help', { desk, recorder: lost }, { isHelpOpen: true }],
    ['dot', { recorder: lost }, { isHelpOpen: true, isDot: true }],
    ['countdown', { budget: outside, recorder: lost }, { isDot: true }],
    ['cover', { budget: outside, extraDisplays: ['Beamer'] }, { isDot: true }],
    ['paused', { paused: true, extraDisplays: ['Beamer'] }, { isHelpOpen: true }],
  ])('shows %s', (mode, view, look) => {
    expect(modeOf({ ...calm, ...view }, { ...plain, ...look })).toBe(mode);
  });
});
