import type { Page } from 'puppeteer';
import { syntheticDeviceFlags, syntheticMedia } from '../../scripts/synthetic-media.ts';
import type { Quality } from '../../src/recording/quality.ts';
import { extensionId } from '../harness/browser.ts';
import { Candidate, press } from '../harness/candidate.ts';
import { startWorld, type World } from '../harness/world.ts';
import { furnish } from './sitting.ts';

/** Flags of a browser in a window of 1280x800, with synthetic camera and microphone, and the display itself as screen. */
export function windowFlags(): string[] {
  return [
    ...syntheticDeviceFlags(syntheticMedia()),
    '--auto-select-desktop-capture-source=Entire screen',
    '--window-position=0,0',
    '--window-size=1280,800',
  ];
}

/** @throws Error without a display, of which the screen's recording is made */
export function needDisplay(): void {
  if (process.env.DISPLAY) return;
  throw new Error(
    'This records a real screen: give it one of 1280x800 with a window manager, such as `xvfb-run -s "-screen 0 1280x800x24" sh -c "openbox & npm run bench -- upload"`.',
  );
}

/** An exam that runs: recorded in the quality, its page filled and in front. */
export interface RunningExam {
  readonly world: World;
  readonly candidate: Candidate;
  readonly page: Page;
}

/** Takes a candidate into the exam. The caller closes the world. */
export async function startExam(quality: Quality, extension?: string): Promise<RunningExam> {
  const world = await startWorld({
    headless: false,
    devices: 'real',
    flags: windowFlags(),
    policy: ({ recording }) => {
      recording.quality = quality;
    },
    ...(extension && { extension }),
  });
  try {
    const context = world.browser.defaultBrowserContext();
    await context.overridePermissions(`chrome-extension://${extensionId}`, ['camera', 'microphone']);
    const candidate = new Candidate(world);
    await candidate.openExam();
    const page = await candidate.start();
    await press(page, /^Begin$/, true);
    await furnish(page);
    return { world, candidate, page };
  } catch (error) {
    await world.close();
    throw error;
  }
}
