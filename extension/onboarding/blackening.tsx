import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type Box,
  boxAt,
  boxBetween,
  boxByKey,
  moved,
  type Point,
  resized,
  scaled,
} from '../../src/recording/black-box.ts';
import { Button } from '../../src/ui/button.tsx';
import { plural, text } from '../../src/ui/text.ts';
import type { Photo } from './photo.ts';

/** A box over the photo, by a number that stays its own. */
export interface BlackBox {
  readonly id: number;
  readonly box: Box;
}

interface BlackeningProps {
  readonly photo: Photo;
  readonly boxes: readonly BlackBox[];
  readonly change: (boxes: readonly BlackBox[]) => void;
}

/**
 * The photo with black boxes over it: drawn, moved and stretched by pointer, by key, or by the buttons under it. What
 * they cover is overwritten in the photo when the candidate goes on.
 */
export function Blackening({ photo, boxes, change }: BlackeningProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const at = boxes.findIndex(({ id }) => id === chosen);
  const box = boxes[at]?.box;
  const set = (id: number, next: Box) => change(boxes.map((one) => (one.id === id ? { id, box: next } : one)));
  const add = (next: Box) => {
    const id = Math.max(0, ...boxes.map((one) => one.id)) + 1;
    change([...boxes, { id, box: next }]);
    setChosen(id);
  };
  const remove = (id: number) => {
    change(boxes.filter((one) => one.id !== id));
    frame.current?.focus(); // what had the focus is gone
  };
  return (
    <>
      <Surface photo={photo} frame={frame} draw={add}>
        {boxes.map(({ id, box: own }, place) => (
          <BoxHandle
            key={id}
            box={own}
            name={text('coverBox', place + 1, boxes.length)}
            isChosen={id === chosen}
            frame={frame}
            choose={() => setChosen(id)}
            set={(next) => set(id, next)}
            remove={() => remove(id)}
          />
        ))}
      </Surface>
      <p class="soft small" id="cover-keys">
        {text('coverHow')}
      </p>
      <div class="row">
        <Button onClick={() => add(boxAt({ x: 0.5, y: 0.5 }))}>{text('coverAdd')}</Button>
        {box && (
          <>
            <Button onClick={() => set(chosen, scaled(box, 1.25))}>{text('coverLarger')}</Button>
            <Button onClick={() => set(chosen, scaled(box, 0.8))}>{text('coverSmaller')}</Button>
            <Button onClick={() => remove(chosen)}>{text('coverRemove')}</Button>
          </>
        )}
      </div>
      <p role="status" class="small">
        {box ? placeText(at + 1, box) : countText(boxes.length)}
      </p>
    </>
  );
}

function countText(count: number): string {
  return count === 0 ? text('coverNone') : plural('coverCount', count);
}

function placeText(number: number, { x, y, width, height }: Box): string {
  return text('coverBoxPlace', number, ...[x, y, width, height].map((share) => Math.round(share * 100)));
}

interface SurfaceProps {
  readonly photo: Photo;
  readonly frame: { current: HTMLDivElement | null };
  readonly draw: (box: Box) => void;
  readonly children: preact.ComponentChildren;
}

/** The photo itself: a drag across it draws a box, a press puts one there. */
function Surface({ photo, frame, draw, children }: SurfaceProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState<Point | null>(null);
  const [drawn, setDrawn] = useState<Box | null>(null);
  useEffect(() => holder.current?.replaceChildren(photo.canvas), [photo]);
  const end = () => {
    setFrom(null);
    setDrawn(null);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of boxes over a picture is no form
    <div
      class="cover-surface"
      ref={frame}
      tabIndex={-1}
      role="group"
      aria-label={text('coverPhoto')}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(pointIn(event.currentTarget, event));
      }}
      onPointerMove={(event) => from && setDrawn(boxBetween(from, pointIn(event.currentTarget, event)))}
      onPointerUp={(event) => {
        if (!from) return;
        draw(boxBetween(from, pointIn(event.currentTarget, event)) ?? boxAt(from));
        end();
      }}
      onPointerCancel={end}
    >
      <div ref={holder} />
      {drawn && <div class="black-box drawn" style={placeOf(drawn)} />}
      {children}
    </div>
  );
}

interface BoxHandleProps {
  readonly box: Box;
  readonly name: string;
  readonly isChosen: boolean;
  readonly frame: { readonly current: HTMLDivElement | null };
  readonly choose: () => void;
  readonly set: (box: Box) => void;
  readonly remove: () => void;
}

/** One box: a drag moves it, and stretches it at its corner. */
function BoxHandle({ box, name, isChosen, frame, choose, set, remove }: BoxHandleProps) {
  const handle = useRef<HTMLButtonElement>(null);
  const drag = useRef<{ readonly from: Point; readonly box: Box; readonly act: typeof moved } | null>(null);
  useEffect(() => {
    if (isChosen) handle.current?.focus();
  }, [isChosen]);
  const begin = (event: PointerEvent, act: typeof moved) => {
    if (!frame.current || event.button !== 0) return;
    event.stopPropagation();
    handle.current?.setPointerCapture(event.pointerId);
    drag.current = { from: pointIn(frame.current, event), box, act };
    choose();
  };
  return (
    <button
      type="button"
      ref={handle}
      class={`black-box${isChosen ? ' chosen' : ''}`}
      style={placeOf(box)}
      aria-label={name}
      aria-describedby="cover-keys"
      onFocus={choose}
      onPointerDown={(event) => begin(event, moved)}
      onPointerMove={(event) => {
        if (!drag.current || !frame.current) return;
        event.stopPropagation();
        const { from, box: before, act } = drag.current;
        const to = pointIn(frame.current, event);
        set(act(before, to.x - from.x, to.y - from.y));
      }}
      onPointerUp={(event) => {
        if (drag.current) event.stopPropagation();
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === 'Delete' || event.key === 'Backspace') return remove();
        const next = boxByKey(box, event);
        if (!next) return;
        event.preventDefault();
        set(next);
      }}
    >
      <span class="corner" aria-hidden="true" onPointerDown={(event) => begin(event, resized)} />
    </button>
  );
}

function placeOf({ x, y, width, height }: Box): Record<string, string> {
  const share = (part: number) => `${part * 100}%`;
  return { left: share(x), top: share(y), width: share(width), height: share(height) };
}

/** Where a pointer is, in shares of the photo. */
function pointIn(frame: HTMLElement, { clientX, clientY }: PointerEvent): Point {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return { x: (clientX - left) / width, y: (clientY - top) / height };
}
