import { expect, it, test } from 'vitest';
import { visitedPage } from './visited-page.ts';

test.each([
  ['https://wiki.example/cells', 'wiki.example', '/cells'],
  ['https://wiki.example', 'wiki.example', '/'],
  ['http://localhost:4601/exams/bio/take/2', 'localhost:4601', '/exams/bio/take/2'],
  ['https://ada:secret@wiki.example/cells?search=secret#secret', 'wiki.example', '/cells'],
  ['https://wiki.example/?secret', 'wiki.example', '/'],
])('%s', (address, host, path) => {
  expect(visitedPage(address)).toEqual({ host, path });
});

test.each([
  '',
  'about:blank',
  'chrome://settings/',
  'chrome-extension://abc/page.html',
  'file:///home/ada/letter.txt',
  'data:text/html,secret',
  'javascript:0',
  'blob:https://wiki.example/1-2-3',
  'view-source:https://wiki.example/cells',
])('is no page of the web: %s', (address) => {
  expect(visitedPage(address)).toBeNull();
});

it('cuts a path that is a document', () => {
  expect(visitedPage(`https://wiki.example/${'x'.repeat(5000)}`)?.path).toHaveLength(300);
});
