/**
 * The keys that open and close help anywhere in the exam's page, in the form of `aria-keyshortcuts`.
 *
 * A listener in the page hears them, and no entry in the manifest's `commands`: that costs no permission, the browser hands
 * nothing to another window, so no focus is lost, and the keys are the same for everybody, as the introduction says. The
 * price is that a frame of a site that is not the exam's, where no script of ours runs, keeps them; the button is there.
 *
 * Neither Chrome nor Edge has them, on any system (on a Mac it is the Control key there too), nor do NVDA, JAWS, Narrator,
 * VoiceOver and Orca, whose keys are made with Insert, Caps Lock, or Control and Alt, nor the editors of exam platforms
 * (TinyMCE, CKEditor, Quill, Monaco, MathQuill). Alt and Shift switches keyboards in Windows, Control and Alt writes letters
 * on many of them, and the function keys need another key on most laptops. A page that has them otherwise loses them for the
 * length of the exam.
 */
export const helpKey = 'Control+Shift+H';

/** What a keyboard event tells of the keys. */
export interface Keys {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Whether these keys ask for help: by the letter, and where the keyboard has no Latin letters by where it would be. */
export function isHelpKey({ key, code, ctrlKey, shiftKey, altKey, metaKey }: Keys): boolean {
  if (!ctrlKey || !shiftKey || altKey || metaKey) return false;
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === 'h' : code === 'KeyH';
}
