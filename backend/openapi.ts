import { type JsonSchema, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { accommodationClaims, accommodationSettings } from '../src/policy/accommodations.ts';
import { policySchema } from '../src/policy/schema.ts';
import * as api from '../src/protocol/api.ts';
import * as chat from '../src/protocol/chat.ts';
import * as desk from '../src/protocol/desk.ts';
import type { Caller, Endpoint } from '../src/protocol/endpoint.ts';
import { type EndpointName, endpoints } from '../src/protocol/endpoints.ts';
import { receiptFile } from '../src/protocol/evidence-files.ts';
import { endRecord, journalEntry, receipt } from '../src/protocol/journal.ts';
import { examOrder, order } from '../src/protocol/orders.ts';

/** The schemas that have a name of their own in the document. The rest stands where it is used. */
const named: Readonly<Record<string, v.GenericSchema>> = {
  Problem: api.problem,
  LaunchClaims: api.launchClaims,
  LaunchRequest: api.launchRequest,
  SessionGrant: api.sessionGrant,
  Policy: policySchema,
  Accommodation: accommodationSettings,
  AccommodationClaims: accommodationClaims,
  JournalEntry: journalEntry,
  JournalBatch: api.journalBatch,
  JournalAnswer: api.journalAnswer,
  PartAnswer: api.partAnswer,
  LinkAnswer: api.linkAnswer,
  HeartbeatRequest: api.heartbeatRequest,
  HeartbeatAnswer: api.heartbeatAnswer,
  Order: order,
  IdentityDecision: api.identityDecision,
  IdentityState: api.identityState,
  ReEntryRequest: api.reEntryRequest,
  ReEntryIssued: api.reEntryIssued,
  ChatPost: chat.chatPost,
  DeskPost: chat.deskPost,
  ContextCard: chat.contextCard,
  ChatMarks: chat.chatMarks,
  ChatPicture: chat.chatPicture,
  ChatMessage: chat.chatMessage,
  ChatList: chat.chatList,
  HandOver: desk.handOver,
  DeskConversation: desk.deskConversation,
  ExamOrder: examOrder,
  EndRecord: endRecord,
  Receipt: receipt,
  ReceiptFile: receiptFile,
  FinishRequest: api.finishRequest,
  FinishAnswer: api.finishAnswer,
  Schedule: api.schedule,
  SchedulePost: api.schedulePost,
  AttemptPost: api.attemptPost,
  AttemptCreated: api.attemptCreated,
  AttemptSummary: api.attemptSummary,
  SegmentSummary: api.segmentSummary,
  AttemptDetail: api.attemptDetail,
  AttemptList: api.attemptList,
  Template: api.template,
  TemplatePut: api.templatePut,
  OperatorLogin: api.operatorLogin,
};

const settings = {
  target: 'draft-2020-12',
  errorMode: 'ignore',
  overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;

const security: Readonly<Record<Caller, readonly Readonly<Record<string, readonly []>>[]>> = {
  anyone: [],
  session: [{ session: [] }],
  platform: [{ platform: [] }, { operator: [] }, { operatorCookie: [] }],
  operator: [{ operator: [] }, { operatorCookie: [] }],
};

const pictureContent = { 'image/png': {}, 'image/jpeg': {}, 'image/webp': {} };

/** What the table of endpoints cannot say: bodies and answers that are not JSON, queries and headers. */
const special: Partial<Record<EndpointName, Record<string, unknown>>> = {
  putPart: {
    parameters: [header('Content-Digest', true, 'SHA-256 of the body: `sha-256=:BASE64:` (RFC 9530)')],
    requestBody: { required: true, content: { 'application/octet-stream': {} } },
  },
  putPicture: {
    parameters: [header('Content-Digest', true, 'SHA-256 of the body: `sha-256=:BASE64:` (RFC 9530)')],
    requestBody: { required: true, content: pictureContent },
  },
  readPicture: { responses: { 200: { description: 'The picture', content: pictureContent } } },
  measureLink: {
    requestBody: { required: true, content: { 'application/octet-stream': {} } },
  },
  listMessages: {
    parameters: [
      {
        name: 'after',
        in: 'query',
        description: 'Number of the last message known',
        schema: { type: 'integer', minimum: 0, default: 0 },
      },
    ],
  },
  streamDesk: {
    responses: { 200: { description: 'The stream', content: { 'text/event-stream': {} } } },
  },
  streamMessages: {
    parameters: [header('Last-Event-ID', false, 'Number of the last message known; the stream continues after it')],
    responses: { 200: { description: 'The stream', content: { 'text/event-stream': {} } } },
  },
  exportRecording: {
    responses: { 200: { description: 'The archive', content: { 'application/x-tar': {} } } },
  },
  readSegment: {
    parameters: [header('Range', false, 'One range of bytes')],
    responses: {
      200: { description: 'The whole segment', content: { 'video/webm': {} } },
      206: { description: 'The range asked for', content: { 'video/webm': {} } },
    },
  },
  readPart: {
    responses: {
      200: {
        description: 'The part; `Content-Digest` is the SHA-256 that the journal names',
        content: { 'application/octet-stream': {} },
      },
    },
  },
};

/**
 * The OpenAPI 3.1 document of the whole interface, made from the table of endpoints and the schemas that both sides
 * validate with.
 */
export function openApiDocument(): Record<string, unknown> {
  const names = Object.keys(endpoints) as EndpointName[];
  const paths: Record<string, Record<string, unknown>> = {};
  for (const name of names) {
    const { path, method } = endpoints[name];
    const address = path.replace(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(name) };
  }
  const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vigil backend',
      version: '1',
      description:
        'What crosses the wire between Vigil, an exam platform and a backend. Every refusal is an RFC 9457 problem whose `type` ends in a stable name.',
      license: { name: 'MPL-2.0', identifier: 'MPL-2.0' },
    },
    paths,
    components: {
      schemas: toJsonSchemaDefs({ ...named }, settings),
      securitySchemes: {
        session: bearer('The token of a session, from opening its launch'),
        platform: bearer('The key of the exam platform'),
        operator: bearer('The key of the console'),
        operatorCookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'vigil-operator',
          description: 'Set by signing in; its name begins with __Host- over https',
        },
      },
    },
  };
}

function operation(name: EndpointName): Record<string, unknown> {
  const endpoint: Endpoint = endpoints[name];
  const { parameters, requestBody, responses } = special[name] ?? {};
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, key]) => ({
    name: key,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const allParameters = [...inPath, ...(Array.isArray(parameters) ? parameters : [])];
  const status = endpoint.status ?? 200;
  return {
    operationId: name,
    summary: endpoint.summary,
    security: security[endpoint.caller],
    ...(allParameters.length > 0 && { parameters: allParameters }),
    ...(endpoint.body && { requestBody: { required: true, ...json(endpoint.body) } }),
    ...(requestBody !== undefined && { requestBody }),
    responses: {
      ...(responses ?? { [status]: { description: 'Done', ...(endpoint.answer && json(endpoint.answer)) } }),
      default: { description: 'Refused', content: { 'application/problem+json': { schema: reference('Problem') } } },
    },
  };
}

function json(schema: v.GenericSchema): { content: Record<string, unknown> } {
  const name = Object.keys(named).find((key) => named[key] === schema);
  return { content: { 'application/json': { schema: name ? reference(name) : inPlace(schema) } } };
}

/** A schema without a name of its own, in which those that have one are referred to. */
function inPlace(schema: v.GenericSchema): JsonSchema {
  const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, { ...settings, definitions: { ...named } });
  return rest;
}

function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function header(name: string, required: boolean, description: string): Record<string, unknown> {
  return { name, in: 'header', required, description, schema: { type: 'string' } };
}
