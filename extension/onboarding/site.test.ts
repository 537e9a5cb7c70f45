import { expect, it } from 'vitest';
import { siteOf } from './site.ts';

it.each([
  ['https://mail.example.org/inbox?unread=1#top', 'mail.example.org'],
  ['http://localhost:4601/exams', 'localhost:4601'],
  ['https://xn--bcher-kva.example/', 'xn--bcher-kva.example'],
  ['chrome://settings/privacy', 'chrome://settings'],
  ['file:///home/ada/My%20notes.pdf', '/home/ada/My notes.pdf'],
  ['file:///home/ada/100%.pdf', '/home/ada/100%.pdf'],
  ['about:blank', 'about:blank'],
  ['data:text/html,<p>secret', 'data:'],
  ['', ''],
])('of %s is %s', (address, site) => {
  expect(siteOf(address)).toBe(site);
});
