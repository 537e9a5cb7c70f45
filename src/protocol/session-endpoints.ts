import {
  finishAnswer,
  finishRequest,
  heartbeatAnswer,
  heartbeatRequest,
  journalAnswer,
  journalBatch,
  launchRequest,
  linkAnswer,
  partAnswer,
  reEntryRequest,
  sessionGrant,
} from './api.ts';
import { chatList, chatMarks, chatMessage, chatPicture, chatPost } from './chat.ts';
import type { Endpoint } from './endpoint.ts';

/** What a candidate's device asks of a backend. */
export const sessionEndpoints = {
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
      "Server-sent events: `message` (a chat message, id = its number; resumes after Last-Event-ID), `order` (each that is open, once a connection) and `marks` (the desk's, when they change)",
  },
  markMessages: {
    method: 'POST',
    path: '/v1/sessions/:session/marks',
    caller: 'session',
    summary: 'Show the desk how far the candidate has read, and whether they write',
    body: chatMarks,
    status: 204,
  },
  putPicture: {
    method: 'PUT',
    path: '/v1/sessions/:session/pictures/:picture',
    caller: 'session',
    summary:
      'Store a picture for a message, where the policy lets pictures be sent; the body is checked against Content-Digest; repeating it is harmless',
    answer: chatPicture,
    status: 201,
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
} as const satisfies Record<string, Endpoint>;
