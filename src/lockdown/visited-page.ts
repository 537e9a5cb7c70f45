/** A page as the journal names it. */
export interface VisitedPage {
  /** Host and port. */
  readonly host: string;
  readonly path: string;
}

/** Longer paths are cut off: some sites write whole documents into them. */
const longestPath = 300;

/**
 * What is noted of a visited page's address: site and path. Nothing of a query, a fragment or a name and password in it.
 * @returns null for what is no page of the web: files, pages of the browser, documents within an address
 */
export function visitedPage(address: string): VisitedPage | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return { host, path: pathname.slice(0, longestPath) };
}
