import { expect, it } from 'vitest';
import { accommodationSentences } from './accommodation-words.ts';

it('says what is relaxed, and nothing of what is not', () => {
  expect(
    accommodationSentences({
      fullScreenSeconds: 600,
      displays: 2,
      extensions: ['abcdefghijklmnopabcdefghijklmnop'],
      noIdScan: true,
      breaks: { count: 3, minutes: 10 },
      exempt: ['focus.lost', 'window.resized'],
    }),
  ).toEqual([
    'Up to 10 minutes outside full screen in all.',
    'Up to 2 displays may be connected.',
    'Extensions that stay on and are not reported: abcdefghijklmnopabcdefghijklmnop.',
    'No identity document has to be shown.',
    '3 breaks of 10 minutes, taken without asking.',
    'Events that weigh nothing: Exam lost the focus, Window resized.',
  ]);
  expect(accommodationSentences({ fullScreenSeconds: 90 })).toEqual(['Up to 90 seconds outside full screen in all.']);
  expect(accommodationSentences({ fullScreenSeconds: 60 })).toEqual(['Up to 1 minute outside full screen in all.']);
});
