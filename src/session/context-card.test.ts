import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contextCard as cardSchema } from '../protocol/chat.ts';
import type { EventType } from '../protocol/events.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { aboutOf, contextCard, failingCheck, isCardDue, problemsIn } from './context-card.ts';
import { idleSnapshot, noRecorder, noUpload } from './snapshot.ts';
import { type SessionView, sessionView } from './view.ts';

const idle = sessionView(idleSnapshot, null, noUpload, 0);
const view: SessionView = {
  ...idle,
  phase: 'onboarding',
  step: 'camera',
  candidate: 'Ada Example',
  provider: { name: 'Northfield', contact: 'desk@northfield.example' },
  exam: { title: 'Algebra I', url: 'https://exam.example/take/1?token=secret' },
  policyHash: 'a'.repeat(64),
};
const barred = { check: 'camera', cause: 'no-device', way: 'without', order: null } as const;
const event = (type: EventType, cause = '') => ({ body: { kind: 'event', type, cause } }) as unknown as JournalEntry;

describe('the context card', () => {
  it('names the situation in the form of the protocol, and neither person nor address', () => {
    const card = contextCard({ ...view, asked: [barred] }, 'Chromium 142', ['device.lost.camera']);
    expect(v.is(cardSchema, card)).toBe(true);
    expect(card).toMatchObject({ exam: 'Algebra I', step: 'camera', check: { check: 'camera', cause: 'no-device' } });
    expect(JSON.stringify(card)).not.toMatch(/Ada|https?:|secret|@/);
  });

  it('is none without a session, and names the phase once the steps are done', () => {
    expect(contextCard(idle, 'Chromium 142', [])).toBeNull();
    expect(contextCard({ ...view, phase: 'active', step: null }, 'Chromium 142', [])?.step).toBe('active');
  });

  it('names what fails: a check that the desk was asked about, a device that is gone in the exam', () => {
    expect(failingCheck(view)).toBeNull();
    expect(failingCheck({ ...view, asked: [{ ...barred, order: crypto.randomUUID() }] })).toBeNull();
    const lost = { ...view, phase: 'active', recorder: { ...noRecorder, camera: 'lost' } } as const;
    expect(failingCheck(lost)).toEqual({ check: 'camera', cause: 'lost' });
    expect(failingCheck({ ...lost, phase: 'finishing' })).toBeNull();
  });

  it('is shown with the first message, and with the first since another check fails', () => {
    const own = { from: 'candidate' };
    expect(isCardDue([], null)).toBe(true);
    expect(isCardDue([{ from: 'desk' }], null)).toBe(true);
    expect(isCardDue([own], null)).toBe(false);
    expect(isCardDue([own], barred)).toBe(true);
    expect(isCardDue([{ ...own, about: aboutOf(barred) }, own], barred)).toBe(false);
    expect(isCardDue([{ ...own, about: aboutOf(barred) }], { check: 'camera', cause: 'in-use' })).toBe(true);
    // What the backend alone remembers counts too.
    const context = contextCard({ ...view, asked: [barred] }, 'Chromium 142', []) ?? undefined;
    expect(isCardDue([{ ...own, context }], barred)).toBe(false);
  });
});

describe('the last problems', () => {
  it('are technical ones alone, newest first, each once and at most five', () => {
    expect(problemsIn([event('session.started'), event('clipboard.blocked', 'paste'), event('tab.closed')])).toEqual(
      [],
    );
    expect(
      problemsIn([event('device.lost', 'camera'), event('net.offline', 'upload'), event('device.lost', 'camera')]),
    ).toEqual(['device.lost.camera', 'net.offline.upload']);
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((cause) => event('record.gap', cause));
    expect(problemsIn(many)).toHaveLength(5);
    expect(problemsIn(many)[0]).toBe('record.gap.f');
    expect(problemsIn([event('record.gap', 'Some Words: /etc/passwd')])).toEqual(['record.gap.omeordsetcpasswd']);
  });
});
