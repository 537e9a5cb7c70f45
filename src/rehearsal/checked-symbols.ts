/** Crockford's digits: no I, L, O and U, which are mistaken for others. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What is heard or read for a digit. */
const mistaken: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' };

/** Characters that carry the number, five bits each, and those that check them. */
const carrying = 14;
const checking = 2;
const inGroup = 4;

/** What is wrong: it has too few or too many characters, one that is no letter or digit, or the check fails. */
export type SymbolFault = 'short' | 'long' | 'stranger' | 'typo';

/** Writes a number of up to 70 bits as sixteen letters and digits in groups of four. */
export function encodeSymbols(value: bigint): string {
  const digits = Array.from({ length: carrying }, (_, at) => Number((value >> BigInt(5 * (carrying - 1 - at))) & 31n));
  const symbols = [...digits, ...checkOf(digits)].map((digit) => alphabet[digit]).join('');
  return symbols.replace(new RegExp(`.{${inGroup}}(?=.)`, 'g'), '$&-');
}

/** Reads a number back, or says what is wrong. Any one or two wrong characters, and any two that are swapped, are noticed. */
export function readSymbols(text: string): bigint | SymbolFault {
  const symbols = [...text.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '')].map(
    (symbol) => mistaken[symbol] ?? symbol,
  );
  if (symbols.some((symbol) => !alphabet.includes(symbol))) return 'stranger';
  if (symbols.length !== carrying + checking) return symbols.length < carrying + checking ? 'short' : 'long';
  const digits = symbols.map((symbol) => alphabet.indexOf(symbol));
  const carried = digits.slice(0, carrying);
  if (checkOf(carried).some((digit, at) => digit !== digits[carrying + at])) return 'typo';
  return carried.reduce((value, digit) => value * 32n + BigInt(digit), 0n);
}

/**
 * Two check digits, as of a Reed-Solomon code: the digits are the coefficients of a polynomial over the field of 32
 * elements, and the whole must vanish at two neighbouring powers of its generator.
 */
function checkOf(digits: readonly number[]): [number, number] {
  let [first, second] = [0, 0];
  for (const digit of digits) {
    // The remainder after division by (x + 2)(x + 4) = x² + 6x + 8.
    const lead = digit ^ first;
    first = second ^ times(lead, 6);
    second = times(lead, 8);
  }
  return [first, second];
}

/** The product of two elements of the field of 32 elements, in which x⁵ = x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 4; bit >= 0; bit--) {
    product = (product << 1) ^ (product & 16 ? 0b100101 : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}
