import { drawCode } from './picture-code.ts';

/** The synthetic webcam's pictures, to be drawn one by one: what is encoded can be compared with what was there. */
export interface CameraScene {
  readonly framesPerSecond: number;
  draw(picture: CanvasRenderingContext2D, frame: number, width: number, height: number): void;
}

/** Reads a video of raw frames (Y4M, 4:2:0) that the server has at an address. */
export async function loadCamera(address: string): Promise<CameraScene> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const headEnd = bytes.indexOf(10) + 1;
  const head = new TextDecoder().decode(bytes.subarray(0, headEnd));
  const [width, height, framesPerSecond] = ['W', 'H', 'F'].map((key) => {
    return Number(head.match(new RegExp(` ${key}(\\d+)`))?.[1]);
  }) as [number, number, number];
  const size = width * height * 1.5;
  const count = Math.floor((bytes.length - headEnd) / (size + 6));
  const frames = Array.from({ length: count }, (_, frame) => {
    const from = headEnd + frame * (size + 6) + 6;
    const init = { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0 } as const;
    return new VideoFrame(bytes.subarray(from, from + size), init);
  });
  return {
    framesPerSecond,
    draw(picture, frame, toWidth, toHeight) {
      const shown = frames[frame % count];
      if (shown) picture.drawImage(shown, 0, 0, toWidth, toHeight);
      drawCode(picture, frame, toWidth);
    },
  };
}
