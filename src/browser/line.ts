/**
 * Keeps a line to the service worker until the signal aborts. It carries nothing: when the worker dies the line breaks,
 * and asking for a new one brings the worker back within milliseconds, to look at what it missed.
 */
export function holdLine(signal: AbortSignal): void {
  if (signal.aborted || !chrome.runtime?.id) return; // over, or the extension was removed
  const line = chrome.runtime.connect();
  line.onDisconnect.addListener(() => setTimeout(() => holdLine(signal), lineRestMs));
  signal.addEventListener('abort', () => line.disconnect(), { once: true });
}

/** A worker that cannot start must not be asked thousands of times. */
const lineRestMs = 50;
