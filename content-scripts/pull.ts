interface Way {
  readonly x: number;
  readonly y: number;
}

/** One pull at a handle, from where it began. */
interface Pull {
  /** In CSS pixels, from where it began. */
  readonly to: (way: Way) => void;
  readonly end: () => void;
}

const step = 16;
const longStep = 96;
const keys: Readonly<Record<string, Way>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Lets a handle be pulled by a pointer and by the arrow keys, with Shift farther, until the signal aborts. */
export function onPull(handle: HTMLElement, begin: () => Pull, signal: AbortSignal): void {
  const byPointer = (down: PointerEvent) => {
    if (!down.isTrusted || down.button !== 0) return;
    const { to, end } = begin();
    const held = new AbortController();
    const options = { signal: AbortSignal.any([held.signal, signal]) };
    handle.setPointerCapture(down.pointerId);
    const follow = (at: PointerEvent) => to({ x: at.clientX - down.clientX, y: at.clientY - down.clientY });
    const drop = () => {
      held.abort();
      end();
    };
    handle.addEventListener('pointermove', follow, options);
    handle.addEventListener('pointerup', follow, options); // a slow page leaves moves out
    handle.addEventListener('pointerup', drop, options);
    handle.addEventListener('lostpointercapture', drop, options);
  };
  const byKey = (event: KeyboardEvent) => {
    const way = keys[event.key];
    if (!way || !event.isTrusted) return;
    event.preventDefault();
    const length = event.shiftKey ? longStep : step;
    const { to, end } = begin();
    to({ x: way.x * length, y: way.y * length });
    end();
  };
  handle.addEventListener('pointerdown', byPointer, { signal });
  handle.addEventListener('keydown', byKey, { signal });
}
