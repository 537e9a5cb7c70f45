import type { Scenario } from './specification.ts';

/** In the page: a video made of a drawing, floating. */
async function floatVideo(): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
  const video = document.createElement('video');
  Object.assign(video, { srcObject: canvas.captureStream(5), muted: true });
  document.body.append(video);
  await video.play();
  await video.requestPictureInPicture();
}

/** What floats above every window; no API of the browser’s tells of it. Part of `lockdown.newTabs`. */
export const floatingWindows: readonly Scenario[] = [
  {
    id: 'floating-window',
    title: 'A script opens a window that floats above everything (document picture-in-picture)',
    outcome: 'prevented',
    event: { type: 'tab.blocked', cause: 'picture-in-picture' },
    act: async ({ page }) => {
      const answer = await page.evaluate(async () => {
        const pictures = (window as unknown as { documentPictureInPicture?: { requestWindow(): Promise<unknown> } })
          .documentPictureInPicture;
        return pictures?.requestWindow().then(
          () => 'opened',
          (error: Error) => error.name,
        );
      });
      if (answer !== 'NotAllowedError') throw new Error(`The page was answered: ${answer}`);
    },
  },
  {
    id: 'floating-video',
    title: 'A video of the page floats above everything (picture-in-picture)',
    outcome: 'deterred',
    event: { type: 'tab.blocked', cause: 'picture-in-picture' },
    repeatable: false,
    act: ({ page }) => page.evaluate(floatVideo),
    check: (exam) =>
      exam.until('no video floats', () => exam.page.evaluate(() => document.pictureInPictureElement === null)),
  },
];
