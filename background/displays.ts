import { currentWords } from '../src/browser/language.ts';
import { chromeApi } from '../src/browser/webext.ts';
import type { Accommodation } from '../src/policy/accommodations.ts';
import type { StartSurvey } from '../src/session/view.ts';
import { type Saying, say } from '../src/words/saying.ts';

type Displays = StartSurvey['displays'];

/**
 * The displays of this machine, judged by how many may be connected. A mirrored display counts: somebody may watch it.
 * `unknown` where the browser does not say, which is a third answer, neither yes nor no.
 */
export async function surveyDisplays(accommodation: Accommodation | null): Promise<Displays> {
  const names = await displayNames();
  if (names === undefined || names.length === 0) return { verdict: 'unknown', names: [] };
  return { verdict: names.length > allowedDisplays(accommodation) ? 'several' : 'one', names };
}

/** How many displays may be connected. */
export function allowedDisplays(accommodation: Accommodation | null): number {
  return accommodation?.displays ?? 1;
}

/** Why an exam cannot start with the displays that are connected. */
export function tooManyDisplays({ names }: Displays, accommodation: Accommodation | null): Saying {
  return say('tooManyDisplays', allowedDisplays(accommodation), names);
}

/** The names of all displays, the main one first; undefined where the browser does not say. */
async function displayNames(): Promise<string[] | undefined> {
  try {
    const known = await chromeApi.system.display.getInfo();
    const byRank = known.sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
    const mirrors = known.flatMap(({ mirroringDestinationIds }) => mirroringDestinationIds ?? []);
    const unlisted = mirrors.filter((id) => !known.some((display) => display.id === id));
    const words = await currentWords();
    return [
      ...byRank.map(({ name }, at) => name || words.text('displayNameless', at + 1)),
      ...unlisted.map(() => words.text('displayMirrored')),
    ];
  } catch {
    return undefined;
  }
}
