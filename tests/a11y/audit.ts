import axe from 'axe-core';
import type { Frame, Page } from 'puppeteer';
import { choices, choose } from '../harness/colours.ts';

type Look = keyof typeof choices;
/** WCAG 2.2 at levels A and AA. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What colours may change: everything else is the same in all of them, and looked at once. */
const ofColours = ['color-contrast'];

interface Looked {
  readonly rulesMet: number;
  readonly violations: readonly { readonly rule: string; readonly help: string; readonly targets: readonly string[] }[];
}

/**
 * Everything that axe finds wrong with what is shown, in light, in dark and in forced colours: one readable line for each
 * element.
 * @param surface what a reader of the line knows it by
 * @param page the tab whose colours are switched; it is as before afterwards
 * @param shown the frame to look at, where that is not the whole page
 */
export async function audit(surface: string, page: Page, shown: Page | Frame = page): Promise<string[]> {
  const lines: string[] = [];
  for (const [look, choice] of Object.entries(choices)) {
    await choose(page, shown, choice);
    const at = `${surface}, ${look}`;
    if (!(await reaches(look as Look, shown))) lines.push(`${at}: these colours did not reach it`);
    const { rulesMet, violations } = await lookAt(shown, look as Look);
    if (look === 'light' && rulesMet === 0) lines.push(`${at}: there was nothing to look at`);
    for (const { rule, help, targets } of violations) {
      lines.push(...targets.map((target) => `${at}: ${rule} at ${target} (${help})`));
    }
  }
  await choose(page, shown, []);
  return lines;
}

/** Whether what is shown takes on these colours; a frame of another process hears of them a little later. */
function reaches(look: Look, shown: Page | Frame): Promise<boolean> {
  const taken = (query: string) => matchMedia(query).matches;
  const [{ name, value }] = choices[look];
  return shown.waitForFunction(taken, { polling: 50, timeout: 5000 }, `(${name}: ${value})`).then(
    () => true,
    () => false,
  );
}

async function lookAt(shown: Page | Frame, look: Look): Promise<Looked> {
  // Evaluated by the debugger, so that no content security policy of a page stops it.
  if (!(await shown.evaluate(() => 'axe' in globalThis))) await shown.evaluate(axe.source);
  const find = async (runOnly: string[], isForced: boolean) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    // The system sees to it that its own colours can be read; axe takes those that it replaced for the text's.
    const isOwn = (node: Element) => getComputedStyle(node).getPropertyValue('forced-color-adjust') === 'none';
    const own = isForced ? [...document.querySelectorAll('body *')].filter(isOwn) : [document];
    if (own.length === 0) return { rulesMet: 0, violations: [] };
    // Frames of other origins are looked at on their own.
    const { passes, violations, incomplete } = await run(own as Node[], { runOnly, iframes: false });
    // Text in exactly the colour of its ground is none that axe is sure of; here nobody could read it.
    const invisible = incomplete.map((result) => ({
      ...result,
      nodes: result.nodes.filter(({ any }) => any.some(({ data }) => data?.messageKey === 'equalRatio')),
    }));
    return {
      rulesMet: passes.length,
      violations: [...violations, ...invisible].map(({ id, help, nodes }) => ({
        rule: id,
        help,
        targets: nodes.map(({ target }) => target.join(' ')),
      })),
    };
  };
  return shown.evaluate(find, look === 'light' ? levels : ofColours, look === 'forced');
}
