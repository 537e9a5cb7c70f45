/** The extension is not installed, is switched off, or may not be reached from this page. */
export class VigilMissing extends Error {
  constructor();
}

/** The extension answered, and refused; the message is its own words for the candidate. */
export class VigilRefused extends Error {}

/** The installed extension's version; null when there is none. */
export function detectVigil(extensionId?: string): Promise<string | null>;

/**
 * Opens Vigil's start page for one attempt; resolves when the extension has taken the address.
 * @param address the attempt's `launchAddress`
 * @throws VigilMissing when nobody answers, VigilRefused when the extension does not take the address
 */
export function launchVigil(address: string, extensionId?: string): Promise<void>;
