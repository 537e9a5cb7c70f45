import { createHash } from 'node:crypto';

/** Chance that can be had again: the same seed throws the same numbers in the same order. */
export class Dice {
  readonly #seed: string;
  #thrown = 0;

  constructor(seed: string | number) {
    this.#seed = String(seed);
  }

  /** A number in [0, 1). */
  roll(): number {
    const digest = createHash('sha256')
      .update(`${this.#seed} ${this.#thrown++}`)
      .digest();
    return digest.readUInt32BE() / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  /**
   * One of a list, each as often as its weight says.
   * @throws Error when the list is empty
   */
  pick<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.roll() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    throw new Error('There is nothing to choose from');
  }
}
