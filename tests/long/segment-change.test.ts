import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntheticDeviceFlags, syntheticMedia } from '../../scripts/synthetic-media.ts';
import { withBareBrowser } from '../bench/bare-browser.ts';
import { numberedPictures, writeNumberedCamera } from '../bench/numbered-camera.ts';
import type { SegmentLab } from '../bench/page/segment-lab.ts';
import { type SourceServer, serveSources } from '../bench/source-server.ts';

declare const window: { readonly segmentLab: SegmentLab };

let folder: string;
let server: SourceServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-camera-'));
  server = await serveSources();
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How many pictures lie between two numbers; negative where they overlap. */
function missingBetween(last: number, first: number): number {
  const half = numberedPictures / 2;
  return ((first - last - 1 + numberedPictures + half) % numberedPictures) - half;
}

test('no picture is missing where one segment ends and the next begins, also when the quality changes there', async () => {
  const camera = join(folder, 'numbered.y4m');
  writeNumberedCamera(camera);
  const flags = syntheticDeviceFlags({ ...syntheticMedia(), camera });
  const segments = await withBareBrowser({ flags }, async (browser) => {
    await browser.defaultBrowserContext().overridePermissions(server.origin, ['camera', 'microphone']);
    const [page] = await browser.pages();
    await page?.goto(`${server.origin}/tests/bench/page/segments.html`);
    await page?.waitForFunction(() => 'segmentLab' in window);
    return page?.evaluate(() => window.segmentLab.changeSegments(6, 3));
  });
  for (const [place, { first }] of (segments ?? []).entries()) {
    const before = segments?.[place - 1];
    if (before) expect(missingBetween(before.last, first)).toBeLessThanOrEqual(0);
  }
  // The smaller pictures are really smaller.
  expect(segments?.map(({ width }) => width)).toEqual([320, 240, 320, 240, 320, 240, 320]);
  expect(Math.min(...(segments ?? []).map(({ count }) => count))).toBeGreaterThan(3);
});
