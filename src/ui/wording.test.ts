import { describe, expect, it } from 'vitest';
import { noRecorder, noUpload } from '../session/snapshot.ts';
import { endingWords, gapWords, sessionSignal, streamWords } from './wording.ts';

const running = {
  phase: 'active',
  recorder: { camera: 'recording', microphone: 'recording', screen: 'recording' },
  upload: noUpload,
} as const;

describe('endingWords', () => {
  it('names the cause it knows', () => {
    expect(endingWords({ reason: 'terminated', cause: 'full-screen-left' })).toEqual({
      title: 'endTerminated',
      detail: 'causeFullScreenLeft',
    });
    expect(endingWords({ reason: 'left', cause: 'candidate' }).detail).toBe('causeCandidate');
  });
  it('falls back to the reason for a cause it does not know', () => {
    expect(endingWords({ reason: 'left', cause: 'something-new' }).detail).toBe('causeLeft');
    expect(endingWords({ reason: 'terminated', cause: '' }).detail).toBe('causeTerminated');
  });
  it('never blames a submitted or declined attempt', () => {
    expect(endingWords({ reason: 'submitted', cause: 'full-screen-left' }).detail).toBe('causeSubmitted');
    expect(endingWords({ reason: 'declined', cause: 'candidate' }).detail).toBe('causeDeclined');
  });
});

describe('sessionSignal', () => {
  it('says that it records', () => {
    expect(sessionSignal(running)).toMatchObject({ key: 'signalRecording', tone: 'on' });
  });
  it('puts a lost device before the connection, and that before a backlog', () => {
    const backlog = { ...noUpload, waitingBytes: 2_000_000 };
    const offline = { ...backlog, online: false };
    expect(sessionSignal({ ...running, upload: backlog }).key).toBe('signalBuffering');
    const sent = { ...backlog, left: { low: 1000, high: 2000 } };
    expect(sessionSignal({ ...running, upload: sent }).key).toBe('signalUploading');
    expect(sessionSignal({ ...running, upload: offline }).key).toBe('signalOffline');
    expect(sessionSignal({ ...running, upload: { ...offline, lowRoom: 90_000_000 } }).key).toBe('signalRoom');
    const lost = { ...running.recorder, camera: 'lost' } as const;
    expect(sessionSignal({ ...running, recorder: lost, upload: offline })).toMatchObject({
      key: 'signalProblem',
      icon: 'error',
    });
    const covered = { ...running.recorder, camera: 'covered' } as const;
    expect(sessionSignal({ ...running, recorder: covered, upload: offline })).toMatchObject({
      key: 'signalProblem',
      icon: 'warning',
    });
  });
  it('does not worry anybody with the parts that are on their way', () => {
    expect(sessionSignal({ ...running, upload: { ...noUpload, waitingBytes: 400_000 } }).key).toBe('signalRecording');
  });
  it('says that it uploads once the exam is over', () => {
    expect(sessionSignal({ ...running, phase: 'finishing' }).key).toBe('signalUploading');
  });
  it('does not claim to record when it does not', () => {
    expect(sessionSignal({ ...running, recorder: noRecorder }).key).toBe('signalIdle');
    expect(sessionSignal({ ...running, rest: { leftMs: 1, reason: '' } })).toMatchObject({
      key: 'signalBreak',
      icon: 'off',
    });
  });
});

describe('gapWords, streamWords', () => {
  it('has words for what it does not know', () => {
    expect(gapWords('sleep')).toBe('gapSleep');
    expect(gapWords('meteor')).toBe('gapOther');
    expect(streamWords('screen')).toBe('deviceScreen');
    expect(streamWords('microphone')).toBe('deviceMicrophone');
    expect(streamWords('')).toBe('deviceAny');
  });
  it('has a shape for each of them', () => {
    const backlog = { ...noUpload, waitingBytes: 2_000_000 };
    const changes = [
      {},
      { upload: backlog },
      { upload: { ...backlog, left: { low: 1, high: 2 } } },
      { upload: { ...backlog, online: false } },
      { recorder: { ...running.recorder, screen: 'lost' } },
      { recorder: noRecorder },
    ] as const;
    const icons = changes.map((change) => sessionSignal({ ...running, ...change }).icon);
    expect(new Set(icons).size).toBe(changes.length);
  });
});
