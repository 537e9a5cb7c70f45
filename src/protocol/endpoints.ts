import * as v from 'valibot';
import {
  attemptCreated,
  attemptDetail,
  attemptList,
  attemptPost,
  attemptSummary,
  chatList,
  chatMessage,
  chatPost,
  finishAnswer,
  finishRequest,
  heartbeatAnswer,
  heartbeatRequest,
  identityDecision,
  journalAnswer,
  journalBatch,
  keySet,
  launchRequest,
  linkAnswer,
  operatorLogin,
  overrideDecision,
  partAnswer,
  reEntryIssued,
  reEntryRequest,
  schedule,
  schedulePost,
  sessionGrant,
  template,
  templatePut,
} from './api.ts';
import type { Endpoint } from './endpoint.ts';
import { instant } from './fields.ts';

/** The whole HTTP interface of a Vigil backend. Routes, OpenAPI document and contract tests are made from this table. */
export const endpoints = {
  openLaunch: {
    method: 'POST',
    path: '/v1/launches',
    caller: 'anyone',
    summary: 'Open a launch: bind it to this device and receive the session with its policy',
    body: launchRequest,
    answer: sessionGrant,
  },
  appendJournal: {
    method: 'POST',
    path: '/v1/sessions/:session/journal',
    caller: 'session',
    summary: 'Append journal entries in order; entries already stored are passed over',
    body: journalBatch,
    answer: journalAnswer,
  },
  putPart: {
    method: 'PUT',
    path: '/v1/sessions/:session/parts/:stream/:segment/:part',
    caller: 'session',
    summary: 'Store one part of a recording; the body is checked against Content-Digest; repeating it is harmless',
    answer: partAnswer,
    status: 201,
  },
  heartbeat: {
    method: 'POST',
    path: '/v1/sessions/:session/heartbeat',
    caller: 'session',
    summary: 'Say that the session lives; receive the clock, the load and orders from the desk',
    body: heartbeatRequest,
    answer: heartbeatAnswer,
  },
  measureLink: {
    method: 'POST',
    path: '/v1/sessions/:session/link',
    caller: 'session',
    summary: 'Measure the link: the body is read and thrown away; a session may do so a few dozen times a minute',
    answer: linkAnswer,
  },
  enterAgain: {
    method: 'POST',
    path: '/v1/sessions/:session/re-entry',
    caller: 'session',
    summary: 'Enter an interrupted exam again with the code of the help desk; a code is good once',
    body: reEntryRequest,
    status: 204,
  },
  postMessage: {
    method: 'POST',
    path: '/v1/sessions/:session/messages',
    caller: 'session',
    summary: 'Write to the help desk',
    body: chatPost,
    answer: chatMessage,
    status: 201,
  },
  listMessages: {
    method: 'GET',
    path: '/v1/sessions/:session/messages',
    caller: 'session',
    summary: 'The conversation after message number `after` (query, default 0)',
    answer: chatList,
  },
  streamMessages: {
    method: 'GET',
    path: '/v1/sessions/:session/stream',
    caller: 'session',
    summary:
      'Server-sent events: `message` (a chat message, id = its number; resumes after Last-Event-ID) and `order` (each that is open, once a connection)',
  },
  finish: {
    method: 'POST',
    path: '/v1/sessions/:session/finish',
    caller: 'session',
    summary:
      'Hand in the signed end; answered with the receipt when nothing is missing, with problem `incomplete` otherwise',
    body: finishRequest,
    answer: finishAnswer,
  },

  createSchedule: {
    method: 'POST',
    path: '/v1/schedules',
    caller: 'platform',
    summary: 'Create a schedule for an exam from a template',
    body: schedulePost,
    answer: schedule,
    status: 201,
  },
  activateSchedule: {
    method: 'POST',
    path: '/v1/schedules/:schedule/activate',
    caller: 'platform',
    summary: "Freeze the template's policy into the schedule",
    answer: schedule,
  },
  createAttempt: {
    method: 'POST',
    path: '/v1/schedules/:schedule/attempts',
    caller: 'platform',
    summary: "Create one candidate's attempt and its launch address",
    body: attemptPost,
    answer: attemptCreated,
    status: 201,
  },
  readAttempt: {
    method: 'GET',
    path: '/v1/attempts/:attempt',
    caller: 'platform',
    summary: 'State of an attempt, for the exam platform',
    answer: attemptSummary,
  },

  operatorLogin: {
    method: 'POST',
    path: '/v1/operator/login',
    caller: 'anyone',
    summary: 'Open the console: sets an HttpOnly cookie that stands for the operator key',
    body: operatorLogin,
    status: 204,
  },
  operatorLogout: {
    method: 'POST',
    path: '/v1/operator/logout',
    caller: 'operator',
    summary: 'Leave the console: the cookie is worth nothing from here on',
    status: 204,
  },
  listTemplates: {
    method: 'GET',
    path: '/v1/templates',
    caller: 'operator',
    summary: 'Policy templates',
    answer: v.object({ templates: v.array(template) }),
  },
  putTemplate: {
    method: 'PUT',
    path: '/v1/templates/:template',
    caller: 'operator',
    summary: 'Create or change a template; schedules already active keep the policy they froze',
    body: templatePut,
    answer: template,
  },
  deleteTemplate: {
    method: 'DELETE',
    path: '/v1/templates/:template',
    caller: 'operator',
    summary: 'Delete a template; the Default cannot be deleted',
    status: 204,
  },
  listSchedules: {
    method: 'GET',
    path: '/v1/schedules',
    caller: 'operator',
    summary: 'Schedules',
    answer: v.object({ schedules: v.array(schedule) }),
  },
  listAttempts: {
    method: 'GET',
    path: '/v1/attempts',
    caller: 'operator',
    summary: 'Attempts, newest first',
    answer: attemptList,
  },
  reviewAttempt: {
    method: 'GET',
    path: '/v1/attempts/:attempt/review',
    caller: 'operator',
    summary: 'An attempt with its journal and segments',
    answer: attemptDetail,
  },
  readSegment: {
    method: 'GET',
    path: '/v1/attempts/:attempt/segments/:stream/:segment',
    caller: 'operator',
    summary: 'One segment as a playable WebM, or as a picture; an encrypted one is refused with `encrypted`',
  },
  readPart: {
    method: 'GET',
    path: '/v1/attempts/:attempt/parts/:stream/:segment/:part',
    caller: 'operator',
    summary: 'One part as it was sent: where the policy names recipients an age file. The journal lists the parts',
  },
  exportRecording: {
    method: 'GET',
    path: '/v1/attempts/:attempt/recording',
    caller: 'operator',
    summary: 'All that is stored of a recording as a tar: receipt file, journal and parts',
  },
  issueReEntryCode: {
    method: 'POST',
    path: '/v1/attempts/:attempt/re-entry-codes',
    caller: 'operator',
    summary: 'Make a code with which the candidate may enter an interrupted exam again; it replaces the one before',
    answer: reEntryIssued,
    status: 201,
  },
  decideOnIdentity: {
    method: 'POST',
    path: '/v1/attempts/:attempt/identity',
    caller: 'operator',
    summary: 'Admit a candidate whose photos wait at the desk, or ask for other photos',
    body: identityDecision,
    status: 204,
  },
  overrideCheck: {
    method: 'POST',
    path: '/v1/attempts/:attempt/override',
    caller: 'operator',
    summary: 'Let a candidate go on without a check that failed',
    body: overrideDecision,
    status: 204,
  },
  listConversation: {
    method: 'GET',
    path: '/v1/attempts/:attempt/messages',
    caller: 'operator',
    summary: "An attempt's conversation; marks it as read",
    answer: chatList,
  },
  answerCandidate: {
    method: 'POST',
    path: '/v1/attempts/:attempt/messages',
    caller: 'operator',
    summary: 'Write to a candidate',
    body: chatPost,
    answer: chatMessage,
    status: 201,
  },

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
