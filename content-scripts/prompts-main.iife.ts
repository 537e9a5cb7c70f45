// Calls of the page that make the browser ask the candidate something go through unchanged; that they were made is
// passed on, because only here can it be seen. See browser-dialogs.ts.
const page = document;
const dispatch = page.dispatchEvent.bind(page);

/** @param asks names of the permissions that the browser may ask for, or `picker` */
function pass(
  owner: object | undefined,
  name: string,
  asks: (args: readonly unknown[]) => readonly string[] | 'picker',
) {
  const original = owner && (Reflect.get(owner, name) as unknown);
  if (!owner || typeof original !== 'function') return;
  const passing = function (this: unknown, ...args: unknown[]) {
    dispatch(new CustomEvent('vigil:asks', { detail: asks(args) }));
    return Reflect.apply(original, this, args);
  };
  Object.defineProperty(owner, name, { value: passing, writable: true, configurable: true, enumerable: true });
}

const devices = (args: readonly unknown[]) => {
  const wanted = (args[0] ?? {}) as { video?: unknown; audio?: unknown };
  return [...(wanted.video ? ['camera'] : []), ...(wanted.audio ? ['microphone'] : [])];
};
pass(globalThis.MediaDevices?.prototype, 'getUserMedia', devices);
pass(globalThis.MediaDevices?.prototype, 'getDisplayMedia', () => 'picker');
pass(globalThis.Geolocation?.prototype, 'getCurrentPosition', () => ['geolocation']);
pass(globalThis.Geolocation?.prototype, 'watchPosition', () => ['geolocation']);
pass(globalThis.Notification, 'requestPermission', () => ['notifications']);
for (const picker of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) {
  pass(globalThis, picker, () => 'picker');
}
