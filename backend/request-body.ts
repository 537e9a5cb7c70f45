import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { parseContentDigest, sha256Hex } from '../src/evidence/digest.ts';
import { Refusal } from './problem.ts';

/** The body's chunks. Leaving the loop early leaves the connection usable, so that the refusal can be answered. */
export function chunksOf(incoming: IncomingMessage): AsyncIterable<Uint8Array> {
  return incoming.iterator({ destroyOnReturn: false });
}

/** The length that the sender announced, in bytes; null when it did not. */
export function announcedLength(incoming: IncomingMessage): number | null {
  const header = incoming.headers['content-length'];
  return header === undefined ? null : Number(header);
}

/**
 * Reads and throws away what is left of a body, so that the sender gets to read our answer.
 * @returns false when more than `maxBytes` came; the connection must be closed then
 */
export async function drain(incoming: IncomingMessage, maxBytes: number): Promise<boolean> {
  if (incoming.readableEnded || incoming.destroyed) return true;
  if ((announcedLength(incoming) ?? 0) > maxBytes) return false;
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(incoming)) {
      bytes += chunk.length;
      if (bytes > maxBytes) return false;
    }
  } catch {
    // The sender is gone: nobody is left to answer.
  }
  return true;
}

/**
 * Reads a JSON body and checks it, against its Content-Digest too where it has one.
 * @param limit largest length in bytes
 * @throws Refusal `too-large`, `digest-mismatch`, or `invalid-request` that names what is wrong with which member
 */
export async function readJson<Schema extends v.GenericSchema>(
  incoming: IncomingMessage,
  schema: Schema,
  limit: number,
): Promise<v.InferOutput<Schema>> {
  if (!/^application\/json\b/i.test(incoming.headers['content-type'] ?? '')) {
    throw new Refusal('invalid-request', 'Send a JSON document, with the header Content-Type: application/json.');
  }
  const bytes = await readBytes(incoming, limit);
  const digest = parseContentDigest(String(incoming.headers['content-digest']));
  if (digest !== null && digest !== (await sha256Hex(bytes))) {
    throw new Refusal('digest-mismatch', 'The document was damaged on its way; send it again.');
  }
  const result = v.safeParse(schema, parseJson(textOf(bytes)));
  if (result.success) return result.output;
  throw new Refusal('invalid-request', `The document is not what this address expects. ${describe(result.issues)}`);
}

/** Reads a body. @param limit largest length in bytes. @throws Refusal `too-large` */
export async function readBytes(incoming: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new Refusal('too-large', `This may be ${limit} bytes long at most. Send less at once.`);
  if ((announcedLength(incoming) ?? 0) > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(incoming)) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('invalid-request', 'The document is not UTF-8 text.');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid-request', 'The document is not JSON. Check its brackets, quotes and commas.');
  }
}

function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  const lines = issues.slice(0, 5).map((issue) => `${v.getDotPath(issue) ?? 'The document'}: ${issue.message}`);
  const more = issues.length > lines.length ? ` (and ${issues.length - lines.length} more)` : '';
  return `${lines.join('; ')}${more}`.slice(0, 1000);
}
