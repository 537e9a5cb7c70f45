import { replaceMethod, startMainGuard } from './main-guard.ts';

// A window that floats above everything is opened by a call of the page, and no API of the browser's tells of it.
const guard = startMainGuard('new-tab');
const pictures = (globalThis as { DocumentPictureInPicture?: { prototype: { requestWindow(): Promise<Window> } } })
  .DocumentPictureInPicture;

if (pictures) {
  replaceMethod(pictures.prototype, 'requestWindow', (original) => {
    return function (this: typeof pictures.prototype, ...args: []) {
      if (!guard.isOn()) return Reflect.apply(original, this, args);
      guard.blocked('picture-in-picture');
      return Promise.reject(new DOMException('The exam does not allow windows above it.', 'NotAllowedError'));
    };
  });
}
