import type { Accommodation } from '../../../../src/policy/accommodations.ts';
import { countText } from '../format.ts';
import { eventWords } from './event-words.ts';

/** What is relaxed for a candidate, one sentence each. */
export function accommodationSentences(accommodation: Accommodation): string[] {
  const { fullScreenSeconds, displays, extensions, noIdScan, breaks, exempt } = accommodation;
  return [
    fullScreenSeconds !== undefined && `Up to ${lengthText(fullScreenSeconds)} outside full screen in all.`,
    displays !== undefined && `Up to ${countText(displays, 'display')} may be connected.`,
    extensions && `Extensions that stay on and are not reported: ${extensions.join(', ')}.`,
    noIdScan && 'No identity document has to be shown.',
    breaks && `${countText(breaks.count, 'break')} of ${countText(breaks.minutes, 'minute')}, taken without asking.`,
    exempt && `Events that weigh nothing: ${exempt.map((type) => eventWords[type]).join(', ')}.`,
  ].filter((sentence) => typeof sentence === 'string');
}

function lengthText(seconds: number): string {
  return seconds % 60 === 0 ? countText(seconds / 60, 'minute') : countText(seconds, 'second');
}
