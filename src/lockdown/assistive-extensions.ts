import type { Accommodation } from '../policy/accommodations.ts';

/** Extensions that people need to read a screen: no policy reports them or switches them off. By their store ids. */
const assistive: ReadonlySet<string> = new Set([
  'kgejglhpjiefppelpmljglcjbhoiplfn', // Screen Reader (ChromeVox)
  'djcfdncoelnlbldjfhinnjlhdjlikmph', // High Contrast
  'inoeonmfapjbbkmdafoankkfajkcphgd', // Read&Write
  'ahmapmilbkfamljbpgphfndeemhnajme', // Helperbird
  'cdnapgfjopgaggbmfgbiinmmbdcglnam', // OpenDyslexic
  'eimadpbcbfnmbkopoojfekhnkhdbieeh', // Dark Reader
]);

/** Whether an extension is left alone: assistive technology always, others where the candidate's accommodation names them. */
export function isAssistive(id: string, accommodation: Accommodation | null): boolean {
  return assistive.has(id) || accommodation?.extensions?.includes(id) === true;
}
