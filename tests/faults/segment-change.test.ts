import { expect, test } from 'vitest';
import { withBareBrowser } from '../bench/bare-browser.ts';
import type { SegmentLab } from '../bench/page/segment-lab.ts';
import { serveSources } from '../bench/source-server.ts';

declare const window: { readonly segmentLab: SegmentLab };

test('no picture is missing where one segment ends and the next begins, also when the quality changes there', async () => {
  const server = await serveSources();
  const segments = await withBareBrowser({}, async (browser) => {
    const [page] = await browser.pages();
    await page?.goto(`${server.origin}/tests/bench/page/segments.html`);
    await page?.waitForFunction(() => 'segmentLab' in window);
    return page?.evaluate(() => window.segmentLab.changeSegments(6, 3));
  }).finally(() => server.close());
  expect(segments).toHaveLength(7);
  for (const [place, segment] of (segments ?? []).entries()) {
    expect(segment.width).toBe(place % 2 === 0 ? 640 : 480);
    expect(segment.count).toBeGreaterThan(3);
    const before = segments?.[place - 1];
    if (before) expect(segment.first).toBeLessThanOrEqual(before.last + 1);
  }
});
