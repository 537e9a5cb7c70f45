import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../policy/default-policy.ts';
import { pageKind } from './page-kind.ts';

const origin = 'https://exam.example';

function kindOf(url: string, change: (policy: ReturnType<typeof defaultPolicy>) => void = () => undefined) {
  const policy = defaultPolicy(origin);
  policy.lockdown.allow = ['https://dictionary.example/words/*', `${origin}/formulas`];
  change(policy);
  return pageKind(policy, url);
}

describe('where an address belongs', () => {
  it.each([
    ['before the exam', `${origin}/exams/bio/start`, 'start'],
    ['in the exam, with a query and a fragment', `${origin}/exams/bio/take/3?x=1#y`, 'take'],
    ['after the exam', `${origin}/exams/bio/end`, 'end'],
    ['a listed page elsewhere', 'https://dictionary.example/words/cell', 'allowed'],
    ['a listed page of the exam platform', `${origin}/formulas`, 'allowed'],
    ['another page of the exam platform', `${origin}/`, 'outside'],
    ['below the start page', `${origin}/exams/bio/start/more`, 'outside'],
    ['another page of a listed site', 'https://dictionary.example/', 'foreign'],
    ['another site with a path of the exam', 'https://evil.example/exams/bio/end', 'foreign'],
    ['a host that ends in the exam’s', 'https://not-exam.example/exams/bio/end', 'foreign'],
    ['a host below the exam’s', 'https://x.exam.example/exams/bio/end', 'foreign'],
    ['the exam’s host in a user name', 'https://exam.example@evil.example/exams/bio/end', 'foreign'],
    ['another scheme', 'http://exam.example/exams/bio/take/1', 'foreign'],
    ['another port', 'https://exam.example:8443/exams/bio/take/1', 'foreign'],
    ['an empty tab', 'about:blank', 'foreign'],
    ['a tab that does not say', '', 'foreign'],
    ['a page in its address', 'data:text/html,x', 'foreign'],
    ['a source', `view-source:${origin}/exams/bio/take/1`, 'foreign'],
    ['a file', 'file:///home/ada/notes.html', 'foreign'],
    ['no address at all', 'exam', 'foreign'],
  ])('%s', (_what, url, kind) => {
    expect(kindOf(url)).toBe(kind);
  });

  it('a page that fits twice is in the exam rather than at its end, and at its end rather than before it', () => {
    const everywhere = [`${origin}/exams/*`];
    const url = `${origin}/exams/bio/page`;
    expect(
      kindOf(url, ({ exam }) => Object.assign(exam, { start: everywhere, take: everywhere, end: everywhere })),
    ).toBe('take');
    expect(kindOf(url, ({ exam }) => Object.assign(exam, { start: everywhere, end: everywhere }))).toBe('end');
    expect(kindOf(url, ({ exam }) => Object.assign(exam, { start: everywhere }))).toBe('start');
  });

  it('an exam on several hosts has them all', () => {
    const change = ({ exam }: ReturnType<typeof defaultPolicy>) => {
      exam.take = ['https://*.campus.example:8443/take/*'];
    };
    expect(kindOf('https://a.campus.example:8443/take/1', change)).toBe('take');
    expect(kindOf('https://b.campus.example:8443/', change)).toBe('outside');
    expect(kindOf('https://campus.example:8443/take/1', change)).toBe('foreign');
    expect(kindOf('https://a.campus.example/take/1', change)).toBe('foreign');
  });
});
