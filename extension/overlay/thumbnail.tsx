import { useEffect, useRef, useState } from 'preact/hooks';
import { type ThumbnailPicture, watchThumbnail } from '../../src/browser/thumbnails.ts';
import { helpKey } from '../../src/lockdown/help-key.ts';
import type { SessionView } from '../../src/session/view.ts';
import { Button } from '../../src/ui/button.tsx';
import { DeviceTrouble } from '../../src/ui/device-trouble.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Mark } from '../../src/ui/mark.tsx';
import { RehearsalNote } from '../../src/ui/rehearsal-note.tsx';
import { plural, text } from '../../src/ui/text.ts';
import { SignalChip } from './signal-chip.tsx';

interface ThumbnailProps {
  readonly view: SessionView;
  readonly unread: number;
  /** The candidate comes from the help panel: its button takes the focus back. */
  readonly focusHelp: boolean;
  readonly openHelp: () => void;
  /** The candidate does not want to see the own picture. What is recorded does not change. */
  readonly isBare: boolean;
  readonly hidePicture: (isHidden: boolean) => void;
}

/** The camera's picture, what is going on, and help. */
export function Thumbnail({ view, unread, focusHelp, openHelp, isBare, hidePicture }: ThumbnailProps) {
  const help = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusHelp) help.current?.focus();
  }, [focusHelp]);
  return (
    <main class={isBare ? 'thumbnail bare' : 'thumbnail'}>
      <h1 class="unseen">{text('overlayTitle')}</h1>
      {view.rehearsal && !isBare && <RehearsalNote />}
      {!isBare && <Picture camera={hasPicture(view)} />}
      <DeviceTrouble recorder={view.recorder} />
      <div class="bar">
        <SignalChip view={view} />
        <div class="buttons">
          <Button label={text('overlayHidePicture')} tip pressed={isBare} onClick={() => hidePicture(!isBare)}>
            <Icon name={isBare ? 'unseen' : 'seen'} size={16} />
          </Button>
          <Button buttonRef={help} keys={{ aria: helpKey, shown: text('helpKeys') }} onClick={openHelp}>
            <Icon name="help" size={16} />
            {text('help')}
            {unread > 0 && <span class="unread">{plural('unread', unread)}</span>}
          </Button>
        </div>
      </div>
    </main>
  );
}

export function Picture({ camera }: { readonly camera: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    watchThumbnail((picture) => setDrawn(draw(picture, canvas.current)), gone.signal);
    return () => gone.abort();
  }, []);
  const live = camera && drawn;
  return (
    <div class="picture">
      <canvas ref={canvas} hidden={!live} role="img" aria-label={text('overlayPicture')} />
      {!live && <Mark size={56} />}
    </div>
  );
}

/** Draws one picture; says whether it could. */
function draw({ width, height, pixels }: ThumbnailPicture, canvas: HTMLCanvasElement | null): boolean {
  const drawing = canvas?.getContext('2d', { alpha: false });
  if (!canvas || !drawing) return false;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  drawing.putImageData(new ImageData(pixels, width, height), 0, 0);
  return true;
}

function hasPicture({ policy, without, recorder }: SessionView): boolean {
  return policy?.recording.camera === true && !without.includes('camera') && recorder.camera !== 'lost';
}
