import { useEffect, useMemo, useState } from 'preact/hooks';
import { examMemory } from '../../src/browser/exam-memory.ts';
import type { OverlayMode } from '../../src/protocol/messages.ts';
import type { SessionView } from '../../src/session/view.ts';
import { troubles } from '../../src/ui/trouble.ts';

/** How the candidate has arranged the overlay. */
export interface Look {
  readonly isHelpOpen: boolean;
  readonly isDot: boolean;
  /** The candidate's own picture is hidden. */
  readonly isBare: boolean;
}

const firstLook: Look = { isHelpOpen: false, isDot: false, isBare: false };

/** What the overlay shows. A covered page stays covered, and coming back to full screen is more urgent than all the rest. */
export function modeOf(view: SessionView, { isHelpOpen, isDot, isBare }: Look): OverlayMode {
  const { phase, budget, paused, deskPause, rest, extraDisplays, recorder } = view;
  if (paused || deskPause || rest) return 'paused';
  if (phase === 'active' && extraDisplays.length > 0) return 'cover';
  if (phase === 'active' && budget.counting && budget.leftMs !== null) return 'countdown';
  if (isDot) return 'dot';
  if (isHelpOpen) return 'help';
  if (phase === 'active' && troubles(recorder).length > 0) return 'trouble';
  if (view.desk) return 'desk';
  return isBare ? 'bare' : 'thumbnail';
}

/**
 * The look, and a way to change it. It outlives the exam's pages, in each of which the overlay is loaded anew.
 * @returns null until what was kept is read
 */
export function useLook(exam: string): { readonly look: Look | null; readonly change: (part: Partial<Look>) => void } {
  const memory = useMemo(() => examMemory('overlayLooks', exam), [exam]);
  const [look, setLook] = useState<Look | null>(null);
  useEffect(() => {
    let isGone = false;
    const take = (kept: unknown) => !isGone && setLook({ ...firstLook, ...(kept as Partial<Look> | undefined) });
    memory.read().then(take, () => take(undefined));
    return () => {
      isGone = true;
    };
  }, [memory]);
  const change = (part: Partial<Look>) =>
    setLook((before) => {
      const next = { ...firstLook, ...before, ...part };
      memory.write(next).catch((error: unknown) => console.error('The look is not remembered', error));
      return next;
    });
  return { look, change };
}
