import type { Policy } from '../policy/schema.ts';
import type { PageKind } from '../session/inputs.ts';

/**
 * Where an address belongs, by the policy. `foreign` is another site; `outside` a page of the exam platform
 * that is neither before, in nor after the exam.
 */
export function pageKind({ exam, lockdown }: Policy, url: string): PageKind | 'foreign' {
  if (matches(exam.take, url)) return 'take';
  if (matches(exam.end, url)) return 'end';
  if (matches(exam.start, url)) return 'start';
  if (matches(lockdown.allow, url)) return 'allowed';
  return isExamSite(exam, url) ? 'outside' : 'foreign';
}

function matches(patterns: readonly string[], url: string): boolean {
  return patterns.some((pattern) => new URLPattern(pattern).test(url));
}

function isExamSite(exam: Policy['exam'], url: string): boolean {
  if (!URL.canParse(url)) return false;
  const sites = [...exam.start, ...exam.take, ...exam.end].map((pattern) => {
    const { protocol, hostname, port } = new URLPattern(pattern);
    return { protocol, hostname, port };
  });
  return sites.some((site) => new URLPattern(site).test(new URL(url).origin));
}
