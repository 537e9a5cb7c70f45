/**
 * Vigil for exam platforms: hand a launch address to the candidate's browser extension.
 * Serve this file from your own site; it needs nothing else and works under `script-src 'self'`.
 *
 *   import { detectVigil, launchVigil } from '/vigil.js';
 *   if (await detectVigil()) await launchVigil(address); // the address from POST /v1/schedules/:schedule/attempts
 */
const vigil = 'jgadjcbdicfemigbphhehklnndlgcikj';

/** The extension is not installed, is switched off, or may not be reached from this page. */
export class VigilMissing extends Error {
  name = 'VigilMissing';
  constructor() {
    super('Vigil did not answer. Install it, or switch it on in your browser’s extensions page, then try again.');
  }
}

/** The extension answered, and refused; the message is its own words for the candidate. */
export class VigilRefused extends Error {
  name = 'VigilRefused';
}

/**
 * The installed extension's version; null when there is none.
 * @param {string} [extensionId] another edition's id
 */
export async function detectVigil(extensionId = vigil) {
  const answer = await ask({ type: 'ping' }, extensionId);
  return answer?.ok ? answer.version : null;
}

/**
 * Opens Vigil's start page for one attempt; resolves when the extension has taken the address.
 * @param {string} address the attempt's `launchAddress`
 * @param {string} [extensionId] another edition's id
 * @throws VigilMissing when nobody answers, VigilRefused when the extension does not take the address
 */
export async function launchVigil(address, extensionId = vigil) {
  const answer = await ask({ type: 'launch', address }, extensionId);
  if (!answer) throw new VigilMissing();
  if (!answer.ok) throw new VigilRefused(answer.error);
}

/** `chrome.runtime` exists in a page only where some installed extension may be reached from it. */
function ask(message, extensionId) {
  return new Promise((resolve) => {
    const runtime = globalThis.chrome?.runtime;
    if (!runtime?.sendMessage) return resolve(undefined);
    runtime.sendMessage(extensionId, message, (answer) => resolve(runtime.lastError ? undefined : answer));
  });
}
