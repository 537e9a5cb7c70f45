import { describe, expect, it } from 'vitest';
import { parseRoute, routeTo } from './route.ts';

describe('routes', () => {
  it('reads what it writes', () => {
    for (const route of [
      { page: 'attempts' },
      { page: 'attempts', id: 'a/b %' },
      { page: 'help', id: 'x' },
      { page: 'templates', id: 'default', copy: true },
      { page: 'schedules' },
      { page: 'admission' },
      { page: 'readiness' },
    ] as const) {
      expect(parseRoute(routeTo(route))).toEqual(route);
    }
  });

  it('begins with the attempts, and knows what it does not know', () => {
    expect(parseRoute('')).toEqual({ page: 'attempts' });
    for (const strange of [
      '#/nothing',
      '#/schedules/x',
      '#/templates/a/edit',
      '#/attempts/a/copy',
      '#/help/%E0%A4%A/x',
    ]) {
      expect(parseRoute(strange)).toEqual({ page: 'nowhere' });
    }
  });
});
