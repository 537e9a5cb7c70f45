/** A cause as the journal writes it, lower case with hyphens: `blockedBySystem` is `blocked-by-system`. */
export function causeCode(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
