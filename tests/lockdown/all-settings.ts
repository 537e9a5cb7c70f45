import { clipboard } from './settings/clipboard.ts';
import { downloads } from './settings/downloads.ts';
import { printing } from './settings/printing.ts';
import { rightClick } from './settings/right-click.ts';
import type { Setting } from './specification.ts';

/** Every setting that is tested, in the order of the report. */
export const allSettings: readonly Setting[] = [printing, clipboard, downloads, rightClick];
