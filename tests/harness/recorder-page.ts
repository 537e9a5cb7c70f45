import type { Browser, Page, WebWorker } from 'puppeteer';
import { extensionId } from './browser.ts';

/** The document that records; looking into it keeps no worker alive. */
export async function recorderPage(browser: Browser): Promise<Page> {
  const address = `chrome-extension://${extensionId}/extension/offscreen/`;
  const target = await browser.waitForTarget((one) => one.url().startsWith(address), { timeout: 20_000 });
  return target.asPage();
}

interface Devices {
  vigilTracks: MediaStreamTrack[];
  vigilGone: Set<string>;
}

/** Remembers every track that the recorder opens from now on, so that its device can be pulled out. Call before the start. */
export async function watchDevices(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tracks: MediaStreamTrack[] = [];
    const gone = new Set<string>();
    Object.assign(globalThis, { vigilTracks: tracks, vigilGone: gone } satisfies Devices);
    const { mediaDevices } = navigator;
    for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
      const open = mediaDevices[name].bind(mediaDevices) as (wanted: object) => Promise<MediaStream>;
      mediaDevices[name] = async (wanted: object = {}) => {
        const media = await open(wanted);
        tracks.push(...media.getTracks());
        return media;
      };
    }
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => (await list()).filter(({ deviceId }) => !gone.has(deviceId));
  });
}

/**
 * Ends the tracks of a device as the browser does when it is pulled out, or when its sharing is stopped.
 * @param stays whether the browser goes on listing the device, as after a loose contact
 * @returns when, by this machine's clock
 */
export async function pullOut(page: Page, device: 'camera' | 'microphone' | 'screen', stays: boolean): Promise<number> {
  const at = Date.now();
  await page.evaluate(
    (name, isListed) => {
      const { vigilTracks, vigilGone } = globalThis as unknown as Devices;
      const pictureOf = (track: MediaStreamTrack) => (track.getSettings().displaySurface ? 'screen' : 'camera');
      const kindOf = (track: MediaStreamTrack) => (track.kind === 'audio' ? 'microphone' : pictureOf(track));
      for (const track of vigilTracks.filter((one) => one.readyState === 'live' && kindOf(one) === name)) {
        if (!isListed) vigilGone.add(track.getSettings().deviceId ?? '');
        track.stop();
        track.dispatchEvent(new Event('ended')); // stop() alone is silent
      }
    },
    device,
    stays,
  );
  return at;
}

/** Changes the clock that a context of the extension sees, by so many milliseconds from what it is. */
export async function moveClock(context: Page | WebWorker, byMs: number): Promise<void> {
  const move = (ms: number) => {
    const Before = Date;
    globalThis.Date = class extends Before {
      constructor(...given: []) {
        if (given.length > 0) super(...given);
        else super(Before.now() + ms);
      }
      static override now() {
        return Before.now() + ms;
      }
    } as DateConstructor;
  };
  await (context as Page).evaluate(move, byMs);
}
