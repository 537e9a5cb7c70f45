import { retentionDays } from './frozen-policy.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';
import type { SessionCaller } from './store/sessions.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Until when what a session recorded is taken, as an ISO instant: some days after its opening, and no longer than
 * recordings are kept.
 * @param policy the frozen policy, as JSON
 */
export function uploadDeadline({ uploadDays }: Pick<Services, 'uploadDays'>, opened: Date, policy: string): string {
  return new Date(opened.getTime() + Math.min(uploadDays, retentionDays(policy)) * day).toISOString();
}

/** @throws Refusal `upload-over` when a session's recording is no longer taken */
export function requireUploadOpen({ now }: Services, { uploadUntil }: SessionCaller): void {
  if (uploadUntil === null || now().toISOString() <= uploadUntil) return;
  throw new Refusal(
    'upload-over',
    `The recording of this exam was taken until ${uploadUntil.slice(0, 10)}. Keep what is on your device, and ask your exam provider what to do.`,
  );
}
