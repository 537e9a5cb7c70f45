import { describe, expect, it, test } from 'vitest';
import {
  clippedShareOf,
  type Hearing,
  hear,
  type MicrophoneFacts,
  mayRemark,
  microphoneVerdict,
  nothingHeard,
} from './microphone-check.ts';
import type { Refusal } from './refusal.ts';

const ms = 100;
/** Levels of a second, in decibels: a voice rises and falls, with a pause after each word. */
const second = {
  voice: [-30, -22, -35, -24, -50, -28, -20, -33, -25, -38],
  loudVoice: [-9, -3, -12, -4, -30, -8, -3, -10, -5, -12],
  hum: Array.from({ length: 10 }, (_, at) => -30 + (at % 2)),
  room: Array.from({ length: 10 }, (_, at) => -62 - (at % 3)),
  nothing: Array.from({ length: 10 }, () => Number.NEGATIVE_INFINITY),
  clap: [-60, -61, -14, -48, -60, -60, -60, -61, -60, -60],
} as const;

function heard(kinds: readonly (keyof typeof second)[], clipped = 0): Hearing {
  const levels = kinds.flatMap((kind) => second[kind]);
  return levels.reduce<Hearing>(
    (hearing, level) => hear(hearing, { ms, level, clipped: level > -20 ? clipped : 0 }),
    nothingHeard,
  );
}

const open: MicrophoneFacts = {
  refusal: null,
  isGone: false,
  isReplacement: false,
  muted: false,
  hearing: heard(['voice', 'voice']),
};
const refused = (name: string, message = '', permission: Refusal['permission'] = 'granted') => ({
  ...open,
  refusal: { name, message, permission },
  hearing: nothingHeard,
});
const hearing = (...kinds: (keyof typeof second)[]) => ({ ...open, hearing: heard(kinds) });

describe('microphoneVerdict', () => {
  it('passes a microphone after about a second of voice, and not before', () => {
    expect(microphoneVerdict(hearing('room', 'voice'), true)).toEqual({ state: 'checking' });
    expect(microphoneVerdict(hearing('room', 'voice', 'voice'), true)).toEqual({ state: 'fine' });
  });

  test.each([
    ['blocked', refused('NotAllowedError', 'Permission denied', 'denied')],
    ['dismissed', refused('NotAllowedError', 'Permission dismissed', 'prompt')],
    ['blockedBySystem', refused('NotAllowedError', 'Permission denied by system', 'denied')],
    ['missing', refused('NotFoundError')],
    ['inUse', refused('NotReadableError', 'Could not start audio source')],
    ['gone', { ...open, isGone: true }],
    ['gone', { ...refused('NotFoundError'), isGone: true }],
  ] as const)('%s: it does not open, which blocks in any case', (cause, facts) => {
    expect(microphoneVerdict(facts, true)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
    expect(microphoneVerdict(facts, false)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
  });

  test.each([
    ['muted', { ...open, muted: true }],
    ['off', hearing('nothing', 'nothing', 'nothing')],
    ['silent', hearing('room', 'room', 'room', 'room', 'room')],
    ['noise', hearing('hum', 'hum', 'hum', 'hum')],
  ] as const)('%s blocks where the policy verifies', (cause, facts) => {
    expect(microphoneVerdict(facts, true)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
    expect(microphoneVerdict(facts, false)).toEqual({ state: 'amiss', cause, severity: 'advice' });
  });

  test.each([
    ['clipping', { ...open, hearing: heard(['loudVoice', 'loudVoice'], 0.01) }],
    ['replaced', { ...open, isReplacement: true }],
  ] as const)('%s never blocks', (cause, facts) => {
    expect(microphoneVerdict(facts, true)).toEqual({ state: 'amiss', cause, severity: 'advice' });
  });

  it('lets a loud voice pass whose peaks are not cut off, or hardly ever', () => {
    expect(microphoneVerdict(hearing('loudVoice', 'loudVoice'), true)).toEqual({ state: 'fine' });
    expect(microphoneVerdict({ ...open, hearing: heard(['loudVoice', 'loudVoice'], 0.008) }, true)).toEqual({
      state: 'fine',
    });
  });

  it('takes its advice back once the voice is not too loud any more', () => {
    const louder = heard(['loudVoice', 'loudVoice'], 0.01);
    const better = [...second.voice, ...second.voice].reduce(
      (so, level) => hear(so, { ms, level, clipped: 0 }),
      louder,
    );
    expect(microphoneVerdict({ ...open, hearing: better }, true)).toEqual({ state: 'fine' });
  });

  it('hears three claps, or taps on the table, in place of a voice', () => {
    expect(microphoneVerdict(hearing('room', 'clap', 'clap'), true)).toEqual({ state: 'checking' });
    expect(microphoneVerdict(hearing('room', 'clap', 'clap', 'clap'), true)).toEqual({ state: 'fine' });
  });

  it('goes on listening, whatever it said before', () => {
    expect(microphoneVerdict(hearing('nothing', 'nothing', 'nothing', 'voice', 'voice'), true).state).toBe('fine');
    expect(microphoneVerdict(hearing('hum', 'hum', 'hum', 'hum', 'voice', 'voice'), true).state).toBe('fine');
  });

  it('does not take a headset that sends nothing between words for one that is off', () => {
    expect(microphoneVerdict(hearing('voice', 'voice', 'nothing', 'nothing', 'nothing', 'nothing'), true).state).toBe(
      'fine',
    );
  });

  it('comes to an end with sound that is neither here nor there', () => {
    const restless = Array.from({ length: 15 }, (_, at): keyof typeof second => (at % 5 === 0 ? 'hum' : 'room'));
    expect(microphoneVerdict(hearing(...restless), true)).toMatchObject({ cause: 'silent' });
  });

  it('waits for nothing where the policy does not verify', () => {
    expect(microphoneVerdict({ ...open, hearing: nothingHeard }, false)).toEqual({ state: 'fine' });
  });
});

describe('mayRemark', () => {
  it('lets words stand for a voice, and not for a microphone that is off', () => {
    const may = (facts: MicrophoneFacts) => mayRemark(microphoneVerdict(facts, true));
    expect(may({ ...open, hearing: nothingHeard })).toBe(true);
    expect(may(hearing('room', 'room', 'room', 'room', 'room'))).toBe(true);
    expect(may({ ...open, muted: true })).toBe(false);
    expect(may(hearing('nothing', 'nothing', 'nothing'))).toBe(false);
  });
});

test('clippedShareOf counts samples that are as loud as can be', () => {
  expect(clippedShareOf(new Float32Array([1, -1, 0.2, 0.5]))).toBe(0.5);
  expect(clippedShareOf(new Float32Array([0.9, -0.9]))).toBe(0);
  expect(clippedShareOf(new Float32Array())).toBe(0);
});
