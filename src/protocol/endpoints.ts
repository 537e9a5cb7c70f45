import * as v from 'valibot';
import { keySet } from './api.ts';
import type { Endpoint } from './endpoint.ts';
import { instant } from './fields.ts';

import { operatorEndpoints } from './operator-endpoints.ts';
import { sessionEndpoints } from './session-endpoints.ts';

/** The whole HTTP interface of a Vigil backend. Routes, OpenAPI document and contract tests are made from this table. */
export const endpoints = {
  ...sessionEndpoints,
  ...operatorEndpoints,
  health: {
    method: 'GET',
    path: '/v1/health',
    caller: 'anyone',
    summary: 'Whether the backend is up',
    answer: v.object({ ok: v.literal(true), version: v.string(), serverTime: instant }),
  },
  keys: {
    method: 'GET',
    path: '/.well-known/jwks.json',
    caller: 'anyone',
    summary: 'The keys that launches, policies and receipts are signed with',
    answer: keySet,
  },
} as const satisfies Record<string, Endpoint>;
export type EndpointName = keyof typeof endpoints;

/**
 * The path of an endpoint with its parameters filled in.
 * @throws Error when a parameter of the path has no value
 */
export function pathTo(name: EndpointName, parameters: Readonly<Record<string, string | number>> = {}): string {
  return endpoints[name].path.replace(/:(\w+)/g, (_, key: string) => {
    const value = parameters[key];
    if (value === undefined) throw new Error(`${name} needs the parameter ${key}`);
    return encodeURIComponent(String(value));
  });
}
