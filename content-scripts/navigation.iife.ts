import { askForOrders } from '../src/browser/content-client.ts';
import { startGuard } from './guard.ts';

// Keeps the exam's page where it is when a link would lead away. What this cannot stop (a server's redirect, the
// browser's own buttons) is refused by the network rule, or sent back by the service worker.
if (window === window.top) {
  startGuard('navigation', ({ signal, stop }) => {
    let patterns: URLPattern[] = [];
    void askForOrders(true).then((orders) => {
      patterns = orders.patterns.map((pattern) => new URLPattern(pattern));
    });
    window.navigation.addEventListener(
      'navigate',
      (event) => {
        const { cancelable, destination, downloadRequest, hashChange, userInitiated } = event;
        if (!cancelable || hashChange || downloadRequest !== null || patterns.length === 0) return;
        if (patterns.some((pattern) => pattern.test(destination.url))) return;
        // The exam platform itself may lead its candidate out: that ends the attempt, and the worker records it.
        const isOwnDecision = !userInitiated && new URL(destination.url).origin === location.origin;
        if (!isOwnDecision) stop(event, 'link');
      },
      { signal },
    );
  });
}
