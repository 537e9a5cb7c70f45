/**
 * Whether a backend, or an address at one, is that of a rehearsal: the extension itself. Whatever asks there past the one
 * door (`src/browser/backend-door.ts`) finds no such file, and reaches no network.
 */
export function isRehearsal(address: string): boolean {
  return address.startsWith('chrome-extension:');
}
