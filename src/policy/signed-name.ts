/** Letters that do not come apart into a letter and its mark. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/**
 * Whether a typed name may well be the one that is known: case, marks, punctuation, order and left out middle names do
 * not matter, and a single letter stands for a name that begins with it. A hint for people, and no check of anybody's
 * identity.
 */
export function isSameName(typed: string, known: string): boolean {
  const [fewer, more] = [words(typed), words(known)].sort((a, b) => a.length - b.length) as [string[], string[]];
  // One name out of several is not the full name; one that is all there is, is.
  if (fewer.length === 0 || (fewer.length === 1 && more.length > 1)) return false;
  const left = [...more];
  let whole = 0;
  // Whole names first, so that an initial does not take the place of one.
  for (const word of fewer.toSorted((a, b) => b.length - a.length)) {
    const at = left.findIndex((other) => other === word || isInitial(word, other) || isInitial(other, word));
    if (at === -1) return false;
    if (word.length > 1 && left[at] === word) whole += 1;
    left.splice(at, 1);
  }
  return whole > 0 || fewer.join() === more.join();
}

function isInitial(letter: string, word: string): boolean {
  return letter.length === 1 && word.startsWith(letter);
}

function words(name: string): string[] {
  const folded = name.toLowerCase().replace(/./gu, (letter) => plain[letter] ?? letter);
  return folded
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
