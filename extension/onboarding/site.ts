/** Where a tab is, short enough for a list: its host, with the scheme where that is not the web's. */
export function siteOf(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  const { protocol, host, href, pathname } = url;
  if (protocol === 'http:' || protocol === 'https:') return host;
  if (host) return `${protocol}//${host}`;
  if (protocol === 'file:') return readable(pathname);
  return protocol === 'about:' ? href : protocol; // what follows data: or blob: says nothing
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
