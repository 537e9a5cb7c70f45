import type { Page } from 'puppeteer';

/** A part of a picture, in shares of its width and height. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The brightest and the darkest value of red, green or blue (0 to 255) within an area of a picture.
 * @param page any page: it decodes the picture
 */
export function rangeWithin(page: Page, bytes: Uint8Array, area: Area): Promise<{ low: number; high: number }> {
  const read = async (base64: string, { x, y, width, height }: Area) => {
    const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([data]));
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    pen?.drawImage(picture, 0, 0);
    const [w, h] = [picture.width, picture.height];
    const pixels = pen?.getImageData(x * w, y * h, width * w, height * h).data ?? new Uint8ClampedArray();
    const colours = pixels.filter((_, at) => at % 4 < 3);
    return { low: Math.min(...new Set(colours)), high: Math.max(...new Set(colours)) };
  };
  return page.evaluate(read, Buffer.from(bytes).toString('base64'), area);
}
