import { type Dialect, Kysely, Migrator, type Selectable, type Transaction } from 'kysely';
import type { HelpRoute, PictureType } from '../../src/protocol/chat.ts';
import type { CheckName, OverrideWay } from '../../src/protocol/check-help.ts';
import type { StreamName } from '../../src/protocol/journal.ts';
import type { Order } from '../../src/protocol/orders.ts';
import type { AttemptState } from '../attempt-progress.ts';
import { migrations } from './migrations.ts';

/** Times are ISO 8601 texts made by this backend's clock unless a comment says otherwise; digests are hexadecimal. */
interface TemplateTable {
  id: string;
  name: string;
  /** Canonical JSON. */
  policy: string;
  policy_hash: string;
}

interface ScheduleTable {
  id: string;
  title: string;
  exam_url: string;
  return_url: string | null;
  template_id: string;
  state: 'draft' | 'active';
  /** Frozen at activation: canonical JSON, its hash, and the JWS that candidates receive. */
  policy: string | null;
  policy_hash: string | null;
  policy_jws: string | null;
  created_at: string;
  activated_at: string | null;
}

interface AttemptTable {
  id: string;
  schedule_id: string;
  candidate_id: string;
  candidate_name: string;
  state: AttemptState;
  reason: string | null;
  created_at: string;
  /** From the journal, hence by the candidate's (corrected) clock. */
  started_at: string | null;
  ended_at: string | null;
  /** Number of the conversation's last message, and of the last one that the desk has seen. */
  messages: number;
  read_number: number;
  /** The last message that the candidate has seen. */
  seen_number: number;
  recordings_deleted_at: string | null;
  /** What is relaxed for this candidate, as canonical JSON; null where nothing is. */
  accommodation: string | null;
}

interface SessionTable {
  id: string;
  attempt_id: string;
  /** The public JWK that this session is bound to, and its RFC 7638 thumbprint. */
  device_key: string;
  device_thumbprint: string;
  client_version: string;
  client_browser: string;
  opened_at: string;
  last_seen_at: string;
  /** Time that the candidate lost through no doing of theirs, in milliseconds. */
  lost_ms: number;
  /** Until when the recording is taken; null for a session that was opened before there was a limit. */
  upload_until: string | null;
  /** The journal's next place, and the hash that its next entry must name. */
  next: number;
  head: string;
  flags: number;
  receipt: string | null;
  /** The end that the device signed, which the receipt confirms. */
  signed_end: string | null;
}

interface SessionTokenTable {
  /** SHA-256 of the bearer token; the token itself is never stored. */
  hash: string;
  session_id: string;
  created_at: string;
}

interface JournalTable {
  session_id: string;
  seq: number;
  hash: string;
  /** The event's type, or `part`. */
  type: string;
  /** The whole entry as JSON. */
  entry: string;
}

/** What the journal says was recorded. */
interface RecordedPartTable {
  session_id: string;
  seq: number;
  stream: StreamName;
  segment: number;
  part: number;
  /** 1 on the last part of a segment, otherwise 0. */
  last: number;
  mime: string;
  /** How the part was encrypted on the device; null where it was not. */
  cipher: 'age' | null;
  bytes: number;
  sha256: string;
  from_ms: number;
  duration_ms: number;
}

/** What this backend holds. */
interface StoredPartTable {
  session_id: string;
  stream: StreamName;
  segment: number;
  part: number;
  bytes: number;
  sha256: string;
  stored_at: string;
}

interface MessageTable {
  attempt_id: string;
  number: number;
  /** Made by the sender, so that a repetition is recognised. */
  id: string;
  sender: 'candidate' | 'desk';
  text: string;
  /** When it was written, by the sender's clock. */
  at: string;
  received_at: string;
  /** Who of the desk wrote, whom a candidate asks, the card that the candidate let go along (JSON), and a picture's id. */
  agent: string | null;
  route: HelpRoute | null;
  context: string | null;
  picture: string | null;
}

/** A picture that was handed in for a conversation. */
interface PictureTable {
  session_id: string;
  id: string;
  mime: PictureType;
  bytes: number;
  sha256: string;
  stored_at: string;
}

interface OrderTable {
  id: string;
  attempt_id: string;
  kind: Order['kind'];
  reason: string;
  /** Of an override: which check, and what failed in it. */
  check_name: CheckName | null;
  cause: string | null;
  /** Who of the desk. */
  given_by: string | null;
  /** Of extra time and breaks: how long. */
  minutes: number | null;
  /** Why it was not carried out, where the device says so. */
  void_cause: string | null;
  created_at: string;
  done_at: string | null;
}

/** How a session's exam stands, as the desk needs to know it. Sessions whose journal tells nothing of it have none. */
interface ExamStandingTable {
  session_id: string;
  desk_paused_at: string | null;
  break_at: string | null;
  break_minutes: number | null;
  /** 1 while a break takes longer than it was granted for, otherwise 0. */
  is_break_overdue: number;
  /** What broke it off, and when; null once it goes on. */
  interrupted_by: string | null;
  interrupted_at: string | null;
  /** Since when a break that was asked for waits for an answer. */
  break_asked_at: string | null;
  extra_minutes: number;
  desk_flags: number;
}

/** A conversation changed hands; null is the queue. The last one says whose it is. */
interface HandOverTable {
  attempt_id: string;
  /** Place among those of its attempt, from 1. */
  number: number;
  from_agent: string | null;
  to_agent: string | null;
  given_by: string;
  note: string;
  at: string;
}

/** The check that bars a session's way and that the desk was asked about last; 0: not any more. */
interface FailedCheckTable {
  session_id: string;
  check_name: CheckName;
  cause: string;
  way: OverrideWay;
  at: string;
  is_open: number;
}

/** Photos of document and face that a person looks at, or has looked at; newer ones replace those before. */
interface IdentityCheckTable {
  session_id: string;
  state: 'waiting' | 'admitted' | 'refused';
  /** Since when it is so. */
  at: string;
  /** The segment of the document's photo. */
  document: number;
}

/** The code with which a session may enter its exam again; a new one replaces the one before. */
interface ReEntryCodeTable {
  session_id: string;
  /** The code itself is never stored. */
  hash: string;
  expires_at: string;
  /** When it was given first, and when the exam went on after that. */
  used_at: string | null;
  spent_at: string | null;
}

/** A wrong code. */
interface ReEntryTryTable {
  session_id: string;
  at: string;
}

/** A stretch in which a running session gave no sign of life, once it is over. */
interface SilenceTable {
  session_id: string;
  from_at: string;
  to_at: string;
}

interface OperatorSessionTable {
  hash: string;
  expires_at: string;
}

export interface Tables {
  templates: TemplateTable;
  schedules: ScheduleTable;
  attempts: AttemptTable;
  sessions: SessionTable;
  session_tokens: SessionTokenTable;
  journal: JournalTable;
  recorded_parts: RecordedPartTable;
  stored_parts: StoredPartTable;
  messages: MessageTable;
  pictures: PictureTable;
  orders: OrderTable;
  exam_standings: ExamStandingTable;
  hand_overs: HandOverTable;
  identity_checks: IdentityCheckTable;
  failed_checks: FailedCheckTable;
  re_entry_codes: ReEntryCodeTable;
  re_entry_tries: ReEntryTryTable;
  silences: SilenceTable;
  operator_sessions: OperatorSessionTable;
}

export type Database = Kysely<Tables>;
/** A database, or a transaction in one. */
export type Queries = Database | Transaction<Tables>;
export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;

/**
 * Opens a database and brings its tables up to date.
 * @throws Error when a migration fails; nothing is served then
 */
export async function openDatabase(dialect: Dialect): Promise<Database> {
  const db = new Kysely<Tables>({ dialect });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return db;
  await db.destroy();
  throw new Error('The database could not be brought up to date; nothing was changed.', { cause: error });
}
