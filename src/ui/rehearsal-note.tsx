import { text } from './text.ts';
import './rehearsal-note.css';

/** Stands on everything that a rehearsal shows. */
export function RehearsalNote() {
  return <p class="rehearsal-note">{text('rehearsalNote')}</p>;
}
