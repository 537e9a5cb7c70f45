import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ChatMessage } from '../protocol/chat.ts';
import type { PublicJwk } from '../protocol/fields.ts';
import type { JournalEntry, PartBody } from '../protocol/journal.ts';
import type { Saying } from '../words/saying.ts';

/** What this device must remember of a session until the backend holds all of it. */
export interface SessionRecord {
  readonly id: string;
  readonly backend: string;
  readonly token: string;
  readonly policyHash: string;
  /** What the receipt file is made of: the signed policy, our public key, and the backend's keys. */
  readonly policy: string;
  readonly deviceKey: PublicJwk;
  readonly backendKeys: readonly PublicJwk[];
  /** Backend clock minus ours, in milliseconds. */
  readonly clockOffset: number;
  /** Journal head: number of entries, and the hash of the last (the policy's hash before the first). */
  readonly entries: number;
  readonly head: string;
  /** Entries that the backend has confirmed. */
  readonly confirmed: number;
  /** The place after the last entry that goes to the backend at once. */
  readonly urgent: number;
  /** What was recorded so far, and how much of it the backend has confirmed. */
  readonly storedBytes: number;
  readonly storedParts: number;
  readonly sentBytes: number;
  readonly sentParts: number;
  /** The signed end, once the session is over; nothing is appended afterwards. */
  readonly end: string | null;
  readonly receipt: string | null;
  /** The receipt file, checked against the journal that stood here. */
  readonly receiptFile: string | null;
}

/** The key that signs a session on this device; it cannot be exported. */
export interface DeviceKey {
  readonly launch: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: PublicJwk;
}

export interface StoredPart {
  readonly session: string;
  readonly seq: number;
  readonly body: PartBody;
  readonly blob: Blob;
}

/** A chat message here: one of the backend's, or one of ours on its way (number 0). */
export interface ChatLine extends ChatMessage {
  readonly session: string;
  /** Its place among those on their way; they are sent one after the other. */
  readonly place?: number;
  /** Why the backend takes it never. */
  readonly refused?: Saying;
  /** The check that failed when the candidate was shown the context card with it; empty where none did. */
  readonly about?: string;
}

/** How far each side has read a conversation, by message numbers. */
export interface ReadMarks {
  readonly session: string;
  /** What the candidate has seen here, and what of that the backend was told. */
  readonly seen: number;
  readonly told: number;
  /** What the desk has seen. */
  readonly desk: number;
}

/** A picture of the candidate's, for a message. */
interface OwnPicture {
  readonly session: string;
  readonly id: string;
  readonly blob: Blob;
}

interface Schema extends DBSchema {
  snapshot: { key: 'current' | 'damaged'; value: unknown };
  sessions: { key: string; value: SessionRecord };
  keys: { key: string; value: DeviceKey };
  journal: { key: [string, number]; value: JournalEntry; indexes: { id: string } };
  parts: { key: [string, number]; value: StoredPart };
  chat: { key: [string, string]; value: ChatLine };
  marks: { key: string; value: ReadMarks };
  pictures: { key: [string, string]; value: OwnPicture };
}

export type Database = IDBPDatabase<Schema>;

let opening: Promise<Database> | undefined;

/** The extension's database, opened once per context. */
export function database(): Promise<Database> {
  opening ??= openDB<Schema>('vigil', 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('snapshot');
        db.createObjectStore('sessions', { keyPath: 'id' });
        db.createObjectStore('keys', { keyPath: 'launch' });
        db.createObjectStore('journal', { keyPath: ['session', 'seq'] }).createIndex('id', 'id', { unique: true });
        db.createObjectStore('parts', { keyPath: ['session', 'seq'] });
        db.createObjectStore('chat', { keyPath: ['session', 'id'] });
      }
      db.createObjectStore('marks', { keyPath: 'session' });
      db.createObjectStore('pictures', { keyPath: ['session', 'id'] });
    },
    terminated() {
      opening = undefined;
    },
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Every write goes through a transaction that reaches the disk before it counts. */
export const strict = { durability: 'strict' } as const;

/**
 * For what the backend has confirmed: a power cut that takes it back costs no more than sending it once again, and it is
 * not worth a wait for the disk each time.
 */
export const confirming = { durability: 'relaxed' } as const;
