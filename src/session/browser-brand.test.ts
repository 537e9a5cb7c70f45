import { expect, it } from 'vitest';
import { browserBrand } from './browser-brand.ts';

const grease = { brand: 'Not:A-Brand', version: '24' };
const chromium = { brand: 'Chromium', version: '156' };
const named = (brand: string) => [grease, chromium, { brand, version: '156' }];
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

it.each([
  ['Chrome', named('Google Chrome'), agent, { kind: 'chrome', version: 156 }],
  ['Edge', named('Microsoft Edge'), `${agent} Edg/156.0.0.0`, { kind: 'edge', version: 156 }],
  ['Brave', named('Brave'), agent, { kind: 'chromium', version: 156 }],
  [
    'Opera, whose own version is another',
    [chromium, { brand: 'Opera', version: '121' }],
    agent,
    { kind: 'chromium', version: 156 },
  ],
  ['plain Chromium', [grease, chromium], agent, { kind: 'chromium', version: 156 }],
  ['a browser that names no brands', [], agent, { kind: 'chromium', version: 156 }],
  ['one that says nothing', [], '', { kind: 'chromium', version: 0 }],
] as const)('%s', (_, brands, userAgent, expected) => {
  expect(browserBrand(brands, userAgent)).toEqual(expected);
});
