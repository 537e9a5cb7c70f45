import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = globSync('{background,content-scripts,extension,popup,src}/**/*.{ts,tsx}', {
  exclude: (name) => name.endsWith('.test.ts'),
});
const network =
  /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|\bWebTransport\b|\bRTCPeerConnection\b/;

test('there is one door to backends: what a rehearsal asks can be answered on the device', () => {
  const asking = files.filter((file) => network.test(readFileSync(file, 'utf8')));
  // Besides the door, what reads the extension's own texts.
  expect(asking).toEqual(['src/browser/backend-door.ts', 'src/browser/language.ts']);
});
