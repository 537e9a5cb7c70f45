/** How many times the wanted bits an encoder may be asked for at most, and at least. */
const most = 4;
const least = 0.5;
/** A shorter segment is mostly its first key frame and says little, in milliseconds. */
const tellingMs = 20_000;

/**
 * Asks an encoder for as many bits as it takes to get the wanted ones. Browsers share out what they are asked for over
 * more pictures a second than we record, and come to a fraction of it: what came of a segment decides what the next is
 * asked for. The mean since the beginning is kept below what is wanted.
 */
export class BitBudget {
  #factor = 1;
  #wantedBits = 0;
  #spentBits = 0;

  /**
   * What to ask for, in bits a second.
   * @param wanted the mean that it may come to, in bits a second
   */
  ask(wanted: number): number {
    return Math.round(wanted * this.#factor);
  }

  /**
   * Notes a segment that has ended.
   * @param wanted what it might have come to, and `spent` what it did come to, in bits a second
   * @param ms its length
   */
  note(wanted: number, spent: number, ms: number): void {
    if (wanted <= 0 || ms < tellingMs) return;
    this.#wantedBits += wanted * ms;
    this.#spentBits += spent * ms;
    const next = this.#factor * (wanted / Math.max(spent, wanted / most));
    // What was spent too much is saved again.
    const left = Math.min(1, this.#wantedBits / Math.max(1, this.#spentBits));
    this.#factor = Math.min(most, Math.max(least, next * left));
  }
}
