import { send } from '../../src/browser/page-client.ts';

/**
 * Brings into this page what the browser brings into an exam's: it puts no scripts into an extension's own pages. They are
 * the very same files, and none where no rehearsal runs.
 */
export async function loadGuards(): Promise<void> {
  for (const file of await send<string[]>({ type: 'pageScripts' })) {
    const script = document.createElement('script');
    script.src = file;
    script.async = false; // in their order
    document.head.append(script);
  }
}
