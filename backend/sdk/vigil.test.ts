import { afterEach, expect, test, vi } from 'vitest';
import { detectVigil, launchVigil, VigilMissing, VigilRefused } from './vigil.js';

const address = 'https://backend.example/launch#aaa.bbb.ccc';
type Message = { type: string; address?: string };

/** The messaging that the browser gives to a page: answers by callback, `lastError` only while it runs. */
function installExtension(id: string, answer: (message: Message) => unknown): void {
  const runtime: { lastError?: { message: string }; sendMessage: unknown } = {
    sendMessage(to: string, message: Message, heard: (answer: unknown) => void) {
      if (to === id) return heard(answer(message));
      runtime.lastError = { message: 'Could not establish connection. Receiving end does not exist.' };
      heard(undefined);
      delete runtime.lastError;
    },
  };
  vi.stubGlobal('chrome', { runtime });
}
afterEach(() => {
  vi.unstubAllGlobals();
});

const usual = 'jgadjcbdicfemigbphhehklnndlgcikj';

test('finds the extension and its version', async () => {
  installExtension(usual, ({ type }) => type === 'ping' && { ok: true, version: '1.2.3' });
  expect(await detectVigil()).toBe('1.2.3');
  expect(await detectVigil('another')).toBeNull();
});

test('finds nothing in a browser without extensions', async () => {
  expect(await detectVigil()).toBeNull();
  await expect(launchVigil(address)).rejects.toBeInstanceOf(VigilMissing);
});

test('hands the launch address over', async () => {
  const heard: Message[] = [];
  installExtension('another', (message) => {
    heard.push(message);
    return { ok: true };
  });
  await launchVigil(address, 'another');
  expect(heard).toEqual([{ type: 'launch', address }]);
  await expect(launchVigil(address)).rejects.toBeInstanceOf(VigilMissing);
});

test('passes the extension’s refusal on', async () => {
  installExtension(usual, () => ({ ok: false, error: 'An exam is already under way.' }));
  await expect(launchVigil(address)).rejects.toThrow(new VigilRefused('An exam is already under way.'));
  expect(await detectVigil()).toBeNull();
});
