import { startGuard } from './guard.ts';
import { linkOf } from './link.ts';

// Links that would open beside the exam, and pictures that would float above it. What opens all the same is closed by
// the service worker. A target with a name may be one of the exam's own frames.
startGuard('new-tab', ({ on, onMain, stop, blocked }) => {
  const opensBeside = (target: string) => {
    if (target === '' || ['_self', '_parent', '_top'].includes(target.toLowerCase())) return false;
    return target.toLowerCase() === '_blank' || document.getElementsByName(target).length === 0;
  };

  on('click', (event) => {
    const link = linkOf(event);
    if (link && (event.ctrlKey || event.metaKey || event.shiftKey || opensBeside(link.target))) stop(event, 'link');
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
  on('enterpictureinpicture' as keyof WindowEventMap, () => {
    blocked('picture-in-picture');
    void document.exitPictureInPicture().catch(() => undefined);
  });
  onMain(() => blocked('picture-in-picture'));
});
