import { type Rung, rung } from '../protocol/messages.ts';
import { type Quality, type QualitySettings, qualitySettings, type StreamSettings } from './quality.ts';

/**
 * What is recorded when a device or its link cannot keep up, from the policy's quality downwards: fewer pictures a
 * second first, then smaller ones, then hardly more than stills. Sound is the last to go: no rung touches it.
 */
export const rungs: readonly Rung[] = rung.options;

/** What is left of the policy's quality: shares of picture rate, width and height, and bits. */
const shares: Readonly<
  Record<Exclude<Rung, 'full'>, { readonly rate: number; readonly size: number; readonly bits: number }>
> = {
  frames: { rate: 0.5, size: 1, bits: 0.65 },
  picture: { rate: 0.5, size: 0.75, bits: 0.4 },
  stills: { rate: 0, size: 0.75, bits: 0.2 },
};
/** Slower than this, the parts of a stream without sound would become longer than they may be. */
const slowestRate = 1;

/** What a policy's quality means for each stream on a rung. */
export function settingsOn(rung: Rung, quality: Quality): QualitySettings {
  const { camera, screen } = qualitySettings(quality);
  return { camera: lowered(camera, rung), screen: lowered(screen, rung) };
}

function lowered(settings: StreamSettings, rung: Rung): StreamSettings {
  if (rung === 'full') return settings;
  const { rate, size, bits } = shares[rung];
  return {
    ...settings,
    width: Math.round(settings.width * size),
    height: Math.round(settings.height * size),
    frameRate: Math.max(slowestRate, settings.frameRate * rate),
    videoBitsPerSecond: Math.round(settings.videoBitsPerSecond * bits),
  };
}
