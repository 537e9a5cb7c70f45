/** A page of the console, as the address's fragment names it: `#/attempts/ID`. */
export interface Route {
  readonly page: 'attempts' | 'admission' | 'help' | 'readiness' | 'templates' | 'schedules' | 'nowhere';
  readonly id?: string;
  /** For a template: change it, or make another from it. */
  readonly copy?: boolean;
}

/** Reads a fragment such as `#/templates/default/copy`. */
export function parseRoute(fragment: string): Route {
  const [page = '', id, action, ...rest] = fragment
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  if (page === '' && !id) return { page: 'attempts' };
  if (rest.length > 0) return { page: 'nowhere' };
  if ((page === 'attempts' || page === 'help' || page === 'templates') && !action) return id ? { page, id } : { page };
  if (page === 'templates' && id && action === 'copy') return { page, id, copy: true };
  if ((page === 'schedules' || page === 'admission' || page === 'readiness') && !id) return { page };
  return { page: 'nowhere' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Writes the address of a page. */
export function routeTo({ page, id, copy }: Route): string {
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${copy ? '/copy' : ''}`;
}
