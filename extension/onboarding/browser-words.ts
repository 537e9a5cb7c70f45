import { leastRoom, roomForExam } from '../../src/recording/room.ts';
import type { BrowserCheck, BrowserFacts } from '../../src/session/browser-checks.ts';
import { durationText, listText, percentText, sizeText } from '../../src/ui/format.ts';
import { type MessageKey, plural, text } from '../../src/ui/text.ts';

/** What a check is about, what was found, and the one thing to do where there is one. */
export interface CheckWords {
  readonly name: string;
  readonly state: string;
  readonly advice?: string;
}

const names: Record<BrowserCheck['about'], MessageKey> = {
  browser: 'aboutBrowser',
  displays: 'deviceDisplays',
  room: 'aboutRoom',
  strength: 'aboutStrength',
  power: 'aboutPower',
  extensions: 'aboutExtensions',
  clock: 'aboutClock',
};

/** A check in the candidate's language. */
export function checkWords(check: BrowserCheck): CheckWords {
  return { name: text(names[check.about]), ...found(check) };
}

function found(check: BrowserCheck): Omit<CheckWords, 'name'> {
  switch (check.about) {
    case 'browser':
      return browserWords(check);
    case 'displays':
      return displaysWords(check);
    case 'room':
      return roomWords(check);
    case 'strength':
      return strengthWords(check);
    case 'power':
      return powerWords(check);
    case 'extensions':
      return { state: extensionsState(check) };
    case 'clock':
      return clockWords(check);
  }
}

type About<Name extends BrowserCheck['about']> = Extract<BrowserCheck, { about: Name }>;

/** Proper names, the same in every language. */
const products: Record<BrowserFacts['kind'], string> = { chrome: 'Chrome', edge: 'Edge', chromium: 'Chromium' };

function browserWords({ kind, version, oldest, verdict }: About<'browser'>): Omit<CheckWords, 'name'> {
  // A version is a name, not a quantity.
  const [product, number] = [products[kind], String(version)];
  if (verdict === 'blocks') {
    return { state: text('browserOld', product, number, String(oldest)), advice: text('browserOldAdvice') };
  }
  return { state: text(kind === 'chromium' ? 'browserOther' : 'browserVersion', product, number) };
}

function displaysWords({ names: displays, allowed, verdict }: About<'displays'>): Omit<CheckWords, 'name'> {
  if (verdict === 'unknown') return { state: text('displaysUnknown') };
  const state = listText(displays);
  return verdict === 'advice' ? { state, advice: plural('displaysAdvice', allowed) } : { state };
}

function roomWords({ freeBytes, verdict }: About<'room'>): Omit<CheckWords, 'name'> {
  if (verdict === 'unknown') return { state: text('roomUnknown', sizeText(roomForExam)) };
  const free = sizeText(freeBytes);
  if (verdict === 'ok') return { state: text('roomFree', free) };
  const advice = text('roomLittleAdvice');
  if (verdict === 'blocks') return { state: text('roomNone', free, sizeText(leastRoom)), advice };
  return { state: text('roomLittle', free, sizeText(roomForExam)), advice };
}

const weaknesses = { busy: 'strengthBusy', memory: 'strengthMemory', slow: 'strengthSlow' } as const;

function strengthWords({ weakness }: About<'strength'>): Omit<CheckWords, 'name'> {
  if (!weakness) return { state: text('strengthFine') };
  return { state: text(weaknesses[weakness]), advice: text('strengthAdvice') };
}

function powerWords({ charging, level, verdict }: About<'power'>): Omit<CheckWords, 'name'> {
  if (charging) return { state: text('powerPlugged') };
  const state = text('powerBattery', percentText(level));
  return verdict === 'advice' ? { state, advice: text('powerAdvice') } : { state };
}

function extensionsState({ names: extensions, mode }: About<'extensions'>): string {
  if (extensions.length === 0) return text('extensionsNone');
  return plural(mode === 'block' ? 'extensionsDisabled' : 'extensionsReported', extensions.length);
}

function clockWords({ clockMs, verdict }: About<'clock'>): Omit<CheckWords, 'name'> {
  if (verdict === 'ok') return { state: text('clockRight') };
  const off = durationText(Math.abs(clockMs));
  return { state: text(clockMs > 0 ? 'clockBehind' : 'clockAhead', off), advice: text('clockAdvice') };
}
