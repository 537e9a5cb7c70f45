import { describe, expect, it } from 'vitest';
import type { EventData, EventType } from '../protocol/events.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { findingsIn } from './findings.ts';

const start = Date.UTC(2026, 10, 25, 9);
const entry = (atMs: number, type: EventType, data: EventData = {}, cause = ''): JournalEntry => ({
  v: 1,
  id: crypto.randomUUID(),
  session: crypto.randomUUID(),
  seq: 0,
  prev: '0'.repeat(64),
  at: new Date(start + atMs).toISOString(),
  mono: 0,
  policy: '0'.repeat(64),
  body: { kind: 'event', type, severity: 0, cause, data },
});
const started = entry(0, 'session.started');
const over = entry(175_000, 'session.submitted');

describe('what the journal of a rehearsal tells', () => {
  it('tells how each drill went', () => {
    const played = [
      started,
      entry(43_000, 'net.offline'),
      entry(62_000, 'net.online'),
      entry(80_100, 'device.lost', { stream: 'camera' }),
      entry(91_000, 'device.back', { stream: 'camera' }),
      entry(125_000, 'tab.closed'),
    ];
    expect(findingsIn([...played, over]).drills).toEqual({ link: 'passed', camera: 'passed', tab: 'passed' });
    expect(findingsIn([started, over]).drills).toEqual({ link: 'missed', camera: 'missed', tab: 'missed' });
    // Ended after the second drill, in the middle of the third.
    expect(findingsIn([...played.slice(0, 3), entry(125_000, 'session.submitted')]).drills).toEqual({
      link: 'passed',
      camera: 'missed',
      tab: 'skipped',
    });
  });

  it('does not take for a drill what happened before it, or to another device', () => {
    const early = [started, entry(10_000, 'tab.closed'), entry(20_000, 'net.online')];
    const other = entry(90_000, 'device.back', { stream: 'microphone' });
    expect(findingsIn([...early, other, over]).drills).toEqual({ link: 'missed', camera: 'missed', tab: 'missed' });
  });

  it('knows nothing of drills before an exam has begun', () => {
    expect(findingsIn([])).toEqual({
      browser: '',
      advised: [],
      waived: [],
      drills: { link: 'skipped', camera: 'skipped', tab: 'skipped' },
    });
    expect(findingsIn([entry(500_000, 'tab.closed')]).drills.tab).toBe('skipped');
  });

  it('names the browser, and the checks that had an advice', () => {
    const { browser, advised } = findingsIn([
      entry(-60_000, 'browser.checked', { browser: 'chrome 147', advised: 'power' }),
      entry(-50_000, 'connection.measured', { verdict: 'unmeasured' }),
      entry(-40_000, 'device.advised', { stream: 'camera' }),
      entry(-40_000, 'device.advised', { stream: 'camera' }),
    ]);
    expect(browser).toBe('chrome 147');
    expect(advised).toEqual(['camera', 'browser']);
    expect(findingsIn([entry(0, 'browser.checked', { browser: 'edge 147', advised: '' })]).advised).toEqual([]);
    const passed = ['overridden', 'mended'].map((cause) => entry(0, 'check.passed', { check: cause }, cause));
    expect(findingsIn(passed).waived).toEqual(['overridden']);
    expect(findingsIn([entry(0, 'connection.measured', { verdict: 'slow' })]).advised).toEqual(['connection']);
  });
});
