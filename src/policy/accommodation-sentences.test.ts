import { describe, expect, it } from 'vitest';
import { eventTypes } from '../protocol/events.ts';
import { english } from '../words/english.ts';
import { accommodationSentences } from './accommodation-sentences.ts';
import type { Accommodation } from './accommodations.ts';

const texts = (accommodation: Accommodation) => accommodationSentences(accommodation, english).map(({ text }) => text);
const id = 'abcdefghijklmnopabcdefghijklmnop';

describe('an accommodation in plain words', () => {
  it('says what it changes, in the order of the document', () => {
    const accommodation: Accommodation = {
      exempt: ['focus.lost', 'focus.back', 'display.added'],
      extensions: [id],
      displays: 2,
      noIdScan: true,
      breaks: { count: 3, minutes: 10 },
      fullScreenSeconds: 120,
    };
    expect(accommodationSentences(accommodation, english)).toEqual([
      { key: 'fullScreenSeconds', text: 'You may be outside full screen for 2 minutes in total.' },
      { key: 'displays', text: 'You may have up to 2 displays connected.' },
      { key: 'extensions', text: 'One extension that you need stays on, and is not reported.' },
      { key: 'noIdScan', text: 'You need not show an identity document.' },
      {
        key: 'breaks',
        text: 'You may take 3 × a break of up to 10 minutes, without asking. Nothing is recorded in a break.',
      },
      {
        key: 'exempt',
        text: 'These are noted, and do not count against you: leaving the exam’s window and other displays.',
      },
    ]);
  });

  it('says nothing where nothing is relaxed', () => {
    expect(accommodationSentences({}, english)).toEqual([]);
  });

  it.each([
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [90, '1 minute and 30 seconds'],
    [3601, '60 minutes and 1 second'],
  ])('says %i seconds as %s', (fullScreenSeconds, words) => {
    expect(texts({ fullScreenSeconds })).toEqual([`You may be outside full screen for ${words} in total.`]);
  });

  it('counts extensions', () => {
    expect(texts({ extensions: [id, id.split('').reverse().join('')] })).toEqual([
      '2 extensions that you need stay on, and are not reported.',
    ]);
  });

  it('has words for every event', () => {
    for (const type of eventTypes) {
      expect(texts({ exempt: [type] })[0], type).toMatch(
        /^These are noted, and do not count against you: [a-zV’ -]+\.$/,
      );
      expect(texts({ exempt: [type] })[0], type).not.toContain('undefined');
    }
  });

  it('names what several events are about once, as a list', () => {
    expect(texts({ exempt: ['voice.heard', 'clipboard.blocked', 'voice.heard', 'tab.blocked'] })).toEqual([
      'These are noted, and do not count against you: voices, copying or pasting, and opening other tabs.',
    ]);
  });
});
