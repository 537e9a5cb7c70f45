import * as v from 'valibot';
import { grantedBreaks } from './breaks.ts';
import { recipient } from './recipient.ts';

/** An address pattern in the web's URLPattern syntax; regular expression groups are refused, they cannot be explained. */
const addressPattern = v.pipe(
  v.string(),
  v.maxLength(500),
  v.check((text) => !/\((?!\))/.test(text), 'holds a regular expression group; use * and :name instead'),
  v.check(
    isPattern,
    'is not a complete URL pattern such as https://exam.example/take/* or https://*.exam.example/take/*',
  ),
);

/** A whole host, or all below one: others the browser can be asked for neither access nor network rules. */
const host = /^(\*\.|\{\*\.\}\?)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

function isPattern(text: string): boolean {
  try {
    const { protocol, hostname } = new URLPattern(text);
    // Besides web sites, the extension's own page: a rehearsal is taken there.
    return ['http', 'https', 'http{s}?', 'chrome-extension'].includes(protocol) && host.test(hostname);
  } catch {
    return false;
  }
}

const weight = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5));
const patterns = v.pipe(v.array(addressPattern), v.maxLength(50));

const recording = v.strictObject({
  camera: v.boolean(),
  microphone: v.boolean(),
  screen: v.boolean(),
  webTraffic: v.boolean(),
  input: v.boolean(),
  deskScan: v.picklist(['off', 'start', 'periodic']),
  quality: v.picklist(['low', 'standard', 'high']),
  /**
   * Public keys for which parts are encrypted on the device. None, or no such key in the document: not encrypted. The
   * key may be left out, so that a policy from before it was known keeps its hash.
   */
  recipients: v.optional(
    v.pipe(
      v.array(recipient),
      v.maxLength(8, 'names more than 8 keys; every part would be encrypted for each'),
      v.check((keys) => new Set(keys).size === keys.length, 'names a key twice'),
    ),
  ),
});

const lockdown = v.strictObject({
  fullScreen: v.picklist(['off', 'lenient', 'moderate', 'severe']),
  oneScreen: v.boolean(),
  newTabs: v.picklist(['allowed', 'none', 'linksOnly']),
  closeTabs: v.boolean(),
  allow: patterns,
  printing: v.boolean(),
  clipboard: v.boolean(),
  downloads: v.boolean(),
  rightClick: v.boolean(),
  clearCache: v.boolean(),
  reEntry: v.union([
    v.strictObject({ allowed: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)) }),
    v.literal('code'),
    v.literal('never'),
  ]),
  otherExtensions: v.picklist(['allowed', 'report', 'block']),
});

const verification = v.strictObject({
  camera: v.boolean(),
  microphone: v.boolean(),
  screen: v.boolean(),
  identity: v.picklist(['off', 'photo', 'live']),
  signature: v.boolean(),
});

const tools = v.strictObject({
  calculator: v.picklist(['off', 'basic', 'scientific', 'graphing']),
  whiteboard: v.boolean(),
});

/** What the chat offers besides writing to the exam provider's desk; what is left out is not offered. */
const help = v.strictObject({ technical: v.optional(v.boolean()), pictures: v.optional(v.boolean()) });

const exam = v.strictObject({
  start: v.pipe(patterns, v.minLength(1)),
  take: v.pipe(patterns, v.minLength(1)),
  end: v.pipe(patterns, v.minLength(1)),
  /** So many breaks of so many minutes, or those that the desk gives. Left out, as in policies from before it: none. */
  breaks: v.optional(v.union([grantedBreaks, v.literal('desk'), v.literal('off')])),
});

const behaviour = v.strictObject({
  navigatingAway: weight,
  keystrokes: weight,
  copyPaste: weight,
  browserResize: weight,
  audioLevels: weight,
  headMovement: weight,
  multipleFaces: weight,
  leavingRoom: weight,
});

const settings = v.strictObject({
  version: v.literal(1),
  recording,
  lockdown,
  verification,
  tools,
  /** May be left out, so that a policy from before it was known keeps its hash: neither is offered then. */
  help: v.optional(help),
  exam,
  behaviour,
  retention: v.strictObject({ days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)) }),
});

/** What an exam provider asks of a candidate's browser: every setting of the policy document, and no other. */
export type Policy = v.InferOutput<typeof settings>;

/** The policy's schema without the refused combinations. Use `parsePolicy` to accept a document. */
export const policySchema = settings;
