import { report } from '../src/browser/content-client.ts';
import { fillsScreen } from './presence.ts';

/** A bar of the browser takes less of the page's shape than this; developer tools take more. */
const shapeTolerance = 0.1;

/**
 * Developer tools docked beside a page that fills the screen change its shape; page zoom does not. Outside full screen
 * a side panel of the browser looks the same, so nothing is said there.
 */
export function watchDockedTools(signal: AbortSignal): void {
  let wasDocked = false;
  const look = () => {
    const { innerWidth, innerHeight, outerWidth, outerHeight } = window;
    const change = (innerWidth * outerHeight) / (innerHeight * outerWidth);
    const isDocked = fillsScreen() && (change < 1 - shapeTolerance || change > 1 + shapeTolerance);
    if (isDocked && !wasDocked) void report({ type: 'devtools' });
    wasDocked = isDocked;
  };
  // The window and the page in it do not change their sizes in the same moment.
  window.addEventListener('resize', () => setTimeout(look, 300), { signal });
}
