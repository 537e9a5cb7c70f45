import { replaceMethod, startMainGuard } from './main-guard.ts';

// The asynchronous clipboard and execCommand are calls of the page itself: they are refused as a browser refuses them.
const guard = startMainGuard('clipboard');
const refusal = () => new DOMException('The exam does not allow the clipboard.', 'NotAllowedError');

if (typeof Clipboard === 'function') {
  for (const name of ['read', 'readText', 'write', 'writeText'] as const) {
    replaceMethod(Clipboard.prototype, name, (original) => {
      return function (this: Clipboard, ...args: unknown[]) {
        if (!guard.isOn()) return Reflect.apply(original, this, args);
        guard.blocked(name);
        return Promise.reject(refusal());
      } as never;
    });
  }
}

replaceMethod(Document.prototype, 'execCommand', (original) => {
  return function (this: Document, ...args: Parameters<Document['execCommand']>) {
    if (!guard.isOn() || !['copy', 'cut', 'paste'].includes(String(args[0]).toLowerCase())) {
      return Reflect.apply(original, this, args);
    }
    guard.blocked(args[0]);
    return false;
  };
});
