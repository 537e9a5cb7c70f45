import { afterEach, expect, it, vi } from 'vitest';
import { FaceCount } from './face-count.ts';

afterEach(() => vi.unstubAllGlobals());

/** Gives the browser a detector that finds so many faces, one look after the other. */
function finds(...counts: (number | Error)[]): void {
  class FaceDetector {
    async detect() {
      const count = counts.shift() ?? 0;
      if (count instanceof Error) throw count;
      return Array.from({ length: count }, () => ({}));
    }
  }
  vi.stubGlobal('FaceDetector', FaceDetector);
}

async function countAfter(looks: number): Promise<number | null> {
  const faces = new FaceCount();
  for (let look = 0; look < looks; look++) {
    faces.look({} as ImageBitmap, 640);
    await new Promise((resolve) => setTimeout(resolve)); // the detector has answered
  }
  return faces.count;
}

it('says nothing where the browser has no detector, or one that cannot be made or does not work', async () => {
  expect(await countAfter(8)).toBeNull();
  vi.stubGlobal('FaceDetector', () => {
    throw new Error('Not supported');
  });
  expect(await countAfter(8)).toBeNull();
  finds(...Array.from({ length: 8 }, () => new Error('Not supported')));
  expect(await countAfter(8)).toBeNull();
});

it('counts what it finds in six looks in a row, and not before', async () => {
  finds(1, 1, 1, 1, 1, 1);
  expect(await countAfter(5)).toBeNull();
  finds(1, 1, 1, 1, 1, 1);
  expect(await countAfter(6)).toBe(1);
});

it('is not put off by a face that is missed now and then', async () => {
  finds(1, 1, 1, 1, 1, 1, 0, 1, 0, 0);
  expect(await countAfter(10)).toBe(1);
});

it('says where the only face is, and nothing of several', async () => {
  const boxes = [
    { x: 96, width: 64 },
    { x: 400, width: 64 },
  ];
  let found = 1;
  class FaceDetector {
    async detect() {
      return boxes.slice(0, found).map((boundingBox) => ({ boundingBox }));
    }
  }
  vi.stubGlobal('FaceDetector', FaceDetector);
  const faces = new FaceCount();
  faces.look({} as ImageBitmap, 640);
  await new Promise((resolve) => setTimeout(resolve));
  expect(faces.at).toBe(0.2);
  found = 2;
  faces.look({} as ImageBitmap, 640);
  await new Promise((resolve) => setTimeout(resolve));
  expect(faces.at).toBeNull();
});
