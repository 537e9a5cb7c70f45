import { freeBytes } from '../../src/browser/free-bytes.ts';
import { oldestBrowser, send } from '../../src/browser/page-client.ts';
import { thisBrowser } from '../../src/browser/this-browser.ts';
import type { BrowserFacts, BrowserSurvey } from '../../src/session/browser-checks.ts';
import { deviceStrength } from './device-strength.ts';

// Parts of the web that the compiler's library does not know.
interface Battery extends EventTarget {
  readonly charging: boolean;
  readonly level: number;
}
interface NavigatorParts {
  getBattery?(): Promise<Battery>;
}
const parts = () => navigator as NavigatorParts;

/** Looks at browser and computer. @throws Error with words for the candidate when the service worker cannot be asked */
export async function lookAtBrowser(): Promise<BrowserFacts> {
  const [survey, free, strength, charge] = await Promise.all([
    send<BrowserSurvey>({ type: 'surveyBrowser' }),
    freeBytes().catch(() => Number.POSITIVE_INFINITY),
    deviceStrength(),
    battery(),
  ]);
  return {
    ...survey,
    ...thisBrowser(),
    oldest: oldestBrowser(),
    freeBytes: free,
    strength,
    battery: charge && { charging: charge.charging, level: charge.level },
  };
}

/** Hears when what was looked at may be otherwise: the charger was plugged in, or the candidate comes back to the page. */
export function onBrowserChange(changed: () => void, signal: AbortSignal): void {
  document.addEventListener('visibilitychange', () => document.hidden || changed(), { signal });
  void battery().then((charge) => charge?.addEventListener('chargingchange', changed, { signal }));
}

function battery(): Promise<Battery | null> {
  return (
    parts()
      .getBattery?.()
      .catch(() => null) ?? Promise.resolve(null)
  );
}
