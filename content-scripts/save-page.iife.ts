import { startGuard } from './guard.ts';

// 'Save page as' by its key. By the browser's menu it becomes a download, and is cancelled by the service worker.
startGuard('download', ({ on, stop }) => {
  on('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') stop(event, 'save-page');
  });
});
