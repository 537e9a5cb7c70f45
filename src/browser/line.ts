/** A worker that cannot start must not be asked thousands of times. */
const lineRestMs = 50;

/**
 * Keeps a line to the service worker until the signal aborts. It carries nothing: when the worker dies the line breaks,
 * and asking for a new one brings the worker back within milliseconds, to look at what it missed.
 * @param gone called once when the extension itself is gone: switched off, removed, or started again
 */
export function holdLine(signal: AbortSignal, gone: () => void = () => undefined): void {
  if (signal.aborted) return;
  const line = connect();
  if (!line) {
    gone();
    return;
  }
  line.onDisconnect.addListener(() => setTimeout(() => holdLine(signal, gone), lineRestMs));
  signal.addEventListener('abort', () => line.disconnect(), { once: true });
}

/** Undefined once this script's extension is gone: what it calls then throws, or is not there any more. */
function connect(): chrome.runtime.Port | undefined {
  try {
    return chrome.runtime?.id === undefined ? undefined : chrome.runtime.connect();
  } catch {
    return undefined;
  }
}
