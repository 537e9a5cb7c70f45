import { type Brand, browserBrand } from '../session/browser-brand.ts';

/** Which browser this is, and its version. */
export function thisBrowser(): ReturnType<typeof browserBrand> {
  const { userAgentData } = navigator as { userAgentData?: { readonly brands: readonly Brand[] } };
  return browserBrand(userAgentData?.brands ?? [], navigator.userAgent);
}
