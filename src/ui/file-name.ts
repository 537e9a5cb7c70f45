/**
 * A name for a file of the candidate's, which any file system takes.
 * @param exam the exam's title
 * @param at the instant whose day it names
 */
export function fileName(what: string, exam: string, at: string, ending: string): string {
  const title = exam
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${what}-${title || 'exam'}-${at.slice(0, 10)}.${ending}`;
}
