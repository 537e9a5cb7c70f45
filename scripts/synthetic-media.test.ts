import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SyntheticMedia, syntheticDeviceFlags, syntheticMedia } from './synthetic-media.ts';

let folder: string;
let media: SyntheticMedia;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-media-'));
  media = syntheticMedia(folder);
}, 60_000); // a few seconds of computing on a machine that does nothing else
afterAll(() => rmSync(folder, { recursive: true }));

describe('synthetic media', () => {
  it('hold a picture that moves', () => {
    const bytes = readFileSync(media.camera);
    const header = bytes.subarray(0, bytes.indexOf('\n') + 1);
    expect(header.toString()).toBe('YUV4MPEG2 W640 H480 F15:1 Ip A1:1 C420jpeg\n');
    const frameBytes = 'FRAME\n'.length + 640 * 480 * 1.5;
    expect(bytes.length).toBe(header.length + 60 * frameBytes);
    const frame = (number: number) =>
      bytes.subarray(header.length + number * frameBytes, header.length + (number + 1) * frameBytes);
    for (let number = 1; number < 60; number++) expect(frame(number).equals(frame(number - 1))).toBe(false);
  });

  it('hold a sound with pauses that never clips', () => {
    const bytes = readFileSync(media.microphone);
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
    const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
    expect(samples.length).toBe(480_000);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(5_000);
    expect(peak).toBeLessThan(32_000);
    expect(samples.subarray(180_000, 230_000).every((sample) => sample === 0)).toBe(true);
  });

  it('are made once', () => {
    const before = statSync(media.camera).mtimeMs;
    expect(syntheticDeviceFlags(syntheticMedia(folder))).toContain(`--use-file-for-fake-video-capture=${media.camera}`);
    expect(statSync(media.camera).mtimeMs).toBe(before);
  });
});
