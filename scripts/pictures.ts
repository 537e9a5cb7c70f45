/**
 * Writes the pictures of docs/pictures. Needs `npm run build` and `npm run build:console` before.
 *   npm run pictures -- onboarding   contact sheets of every step and every failure on the way into an exam, and
 *                                    docs/onboarding-pictures.md
 *   npm run pictures -- overlay      contact sheets of every state of the overlay in an exam
 *   npm run pictures -- desk         the console's help desk, with candidates of every urgency
 *   npm run pictures                 every surface of one attempt; needs a display of its own:
 *                                    xvfb-run -s '-screen 0 1280x800x24' sh -c 'openbox & npm run pictures'
 */
import { pictureDesk } from './picture-desk.ts';
import { pictureOnboarding } from './picture-onboarding.ts';
import { pictureOverlay } from './picture-overlay.ts';
import { pictureProduct } from './picture-product.ts';

const [what] = process.argv.slice(2);
if (what === 'onboarding') await pictureOnboarding();
else if (what === 'overlay') await pictureOverlay();
else if (what === 'desk') await pictureDesk();
else if (what === undefined) await pictureProduct();
else
  throw new Error(
    `There are no pictures called ${what}. Say "onboarding", "overlay", or nothing for those of an attempt.`,
  );
