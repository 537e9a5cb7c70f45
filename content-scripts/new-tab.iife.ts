import { startGuard } from './guard.ts';

// Links that would open beside the exam. What opens all the same is closed by the service worker.
startGuard('new-tab', ({ on, stop }) => {
  const linkOf = (event: Event) =>
    event.composedPath().find((node): node is HTMLAnchorElement | HTMLAreaElement => {
      return node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement;
    });
  const opensBeside = (target: string) => target !== '' && !['_self', '_parent', '_top'].includes(target.toLowerCase());

  on('click', (event) => {
    const link = linkOf(event);
    if (!link?.href) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || opensBeside(link.target)) stop(event, 'link');
  });
  on('auxclick', (event) => {
    if (event.button === 1 && linkOf(event)) stop(event, 'middle-click');
  });
  on('submit', (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && opensBeside(event.submitter?.getAttribute('formtarget') ?? form.target)) {
      stop(event, 'form');
    }
  });
});
