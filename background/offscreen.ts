import { request } from '../src/browser/bus.ts';
import { chromeApi } from '../src/browser/webext.ts';
import type { RecorderCommand } from '../src/protocol/messages.ts';

const page = 'extension/offscreen/index.html';
let opening: Promise<void> | undefined;

/** Whether the offscreen document lives. */
export async function hasRecorder(): Promise<boolean> {
  const contexts = await chromeApi.runtime.getContexts({
    contextTypes: ['OFFSCREEN_DOCUMENT' as chrome.runtime.ContextType],
  });
  return contexts.length > 0;
}

/** Opens the offscreen document that records and uploads; there is at most one. */
export async function openRecorder(): Promise<void> {
  if (await hasRecorder()) return;
  opening ??= chromeApi.offscreen
    .createDocument({
      url: page,
      reasons: ['USER_MEDIA', 'DISPLAY_MEDIA', 'BLOBS'] as chrome.offscreen.Reason[],
      justification: 'Records camera, microphone and screen as the exam policy asks, and uploads the recording.',
    })
    .finally(() => {
      opening = undefined;
    });
  await opening;
}

/** Closes the offscreen document. Only when nothing is recorded and nothing waits. */
export async function closeRecorder(): Promise<void> {
  if (await hasRecorder()) await chromeApi.offscreen.closeDocument();
}

/** Sends an order to the offscreen document, opening it first where needed. */
export async function order<Answer = void>(command: RecorderCommand): Promise<Answer> {
  await openRecorder();
  return request<Answer>(command);
}
