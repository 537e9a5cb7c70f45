/** The link with an address that an event happened in, also inside open shadow roots. */
export function linkOf(event: Event): HTMLAnchorElement | HTMLAreaElement | undefined {
  return event.composedPath().find((node): node is HTMLAnchorElement | HTMLAreaElement => {
    return (node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement) && node.href !== '';
  });
}
