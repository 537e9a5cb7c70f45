import type { Handlers } from './endpoint-call.ts';
import { createAttempt, listAttempts, readAttempt, reviewAttempt } from './routes/attempts.ts';
import { handOver, orderExam, streamDesk } from './routes/desk.ts';
import { finish } from './routes/finish.ts';
import { decideOnIdentity } from './routes/identity.ts';
import { appendJournal, heartbeat } from './routes/journal.ts';
import { openLaunch } from './routes/launches.ts';
import { measureLink } from './routes/link.ts';
import {
  answerCandidate,
  listConversation,
  listMessages,
  markConversation,
  markMessages,
  postMessage,
  streamMessages,
} from './routes/messages.ts';
import { health, keys, operatorLogin, operatorLogout } from './routes/operation.ts';
import { overrideCheck } from './routes/override.ts';
import { putPart, readPart } from './routes/parts.ts';
import { putPicture, readPicture } from './routes/pictures.ts';
import { enterAgain, issueReEntryCode } from './routes/re-entry.ts';
import { exportRecording } from './routes/recording-export.ts';
import { activateSchedule, createSchedule, listSchedules } from './routes/schedules.ts';
import { readSegment } from './routes/segments.ts';
import { deleteTemplate, listTemplates, putTemplate } from './routes/templates.ts';

/** What answers each endpoint of the table. */
export const handlers: Handlers = {
  openLaunch,
  appendJournal,
  putPart,
  heartbeat,
  measureLink,
  enterAgain,
  postMessage,
  listMessages,
  streamMessages,
  markMessages,
  putPicture,
  finish,
  createSchedule,
  activateSchedule,
  createAttempt,
  readAttempt,
  operatorLogin,
  operatorLogout,
  listTemplates,
  putTemplate,
  deleteTemplate,
  listSchedules,
  listAttempts,
  reviewAttempt,
  readSegment,
  exportRecording,
  readPart,
  issueReEntryCode,
  decideOnIdentity,
  overrideCheck,
  orderExam,
  handOver,
  streamDesk,
  listConversation,
  answerCandidate,
  markConversation,
  readPicture,
  health,
  keys,
};
