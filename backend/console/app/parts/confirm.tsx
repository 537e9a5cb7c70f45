import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from './states.tsx';

interface ConfirmProps {
  readonly title: string;
  /** What the confirming button says. */
  readonly action: string;
  readonly children: ComponentChildren;
  readonly perform: () => Promise<unknown>;
  /** Called once the dialog is closed, with whether it was done. */
  readonly close: (done: boolean) => void;
}

/** Asks before something that is not easily undone, does it, and stays open with the reason when it fails. */
export function Confirm({ title, action, children, perform, close }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => dialog.current?.showModal(), []);

  async function confirm() {
    setBusy(true);
    try {
      await perform();
      close(true);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onClose={() => close(false)}>
      <h2 id="confirm-title">{title}</h2>
      {children}
      {error !== null && <Failure error={error} />}
      <div class="buttons">
        <button type="button" class="button" disabled={busy} onClick={() => void confirm()}>
          {action}
        </button>
        <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
