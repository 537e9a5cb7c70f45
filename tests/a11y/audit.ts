import axe from 'axe-core';
import type { Frame, Page } from 'puppeteer';

const schemes = ['light', 'dark'] as const;
/** WCAG 2.2 at levels A and AA. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Looked {
  readonly rulesMet: number;
  readonly violations: readonly { readonly rule: string; readonly help: string; readonly targets: readonly string[] }[];
}

/**
 * Everything that axe finds wrong with what is shown, in light and in dark: one readable line for each element.
 * @param surface what a reader of the line knows it by
 * @param page the tab whose colour scheme is switched; it is as before afterwards
 * @param shown the frame to look at, where that is not the whole page
 */
export async function audit(surface: string, page: Page, shown: Page | Frame = page): Promise<string[]> {
  const lines: string[] = [];
  for (const scheme of schemes) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const at = `${surface}, ${scheme}`;
    if (!(await reaches(scheme, shown))) lines.push(`${at}: the colour scheme did not reach it`);
    const { rulesMet, violations } = await look(shown);
    if (rulesMet === 0) lines.push(`${at}: there was nothing to look at`);
    for (const { rule, help, targets } of violations) {
      lines.push(...targets.map((target) => `${at}: ${rule} at ${target} (${help})`));
    }
  }
  await page.emulateMediaFeatures();
  return lines;
}

/** Whether what is shown takes on a colour scheme; a frame of another process hears of it a little later. */
function reaches(scheme: string, shown: Page | Frame): Promise<boolean> {
  const taken = (query: string) => matchMedia(query).matches;
  const query = `(prefers-color-scheme: ${scheme})`;
  return shown.waitForFunction(taken, { polling: 100, timeout: 5000 }, query).then(
    () => true,
    () => false,
  );
}

async function look(shown: Page | Frame): Promise<Looked> {
  // Evaluated by the debugger, so that no content security policy of a page stops it.
  if (!(await shown.evaluate(() => 'axe' in globalThis))) await shown.evaluate(axe.source);
  return shown.evaluate(async (tags) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    // Frames of other origins are looked at on their own.
    const { passes, violations, incomplete } = await run(document, { runOnly: tags, iframes: false });
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
  }, levels);
}
