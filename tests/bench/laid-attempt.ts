import { randomUUID } from 'node:crypto';
import { type Head, link } from '../../src/evidence/chain.ts';
import type { EventType } from '../../src/protocol/events.ts';
import type { JournalBody, JournalEntry, PartBody, StreamName } from '../../src/protocol/journal.ts';
import type { TestBackend } from '../contract/test-backend.ts';
import { makeCandidate, type TestCandidate } from '../contract/test-candidate.ts';
import type { Attempt, Reviewed } from '../harness/evidence.ts';

/** One recorded segment with its bytes, part by part. */
interface Segment {
  readonly parts: readonly { readonly body: PartBody; readonly bytes: Uint8Array<ArrayBuffer> }[];
  /** Monotonic milliseconds at which it began. */
  readonly from: number;
}

interface Moment {
  readonly mono: number;
  readonly body: JournalBody;
}

/** Entries of the journal that one request takes, and parts that are sent at once. */
const entriesAtOnce = 200;
const partsAtOnce = 6;

/**
 * Makes a long attempt of a short one: the segments that were recorded follow one another again and again, each as long
 * as it is, a minute apart. Everything goes the way of the protocol, from the launch to
 * the receipt, so that the backend holds what it would hold of a real one.
 * @param attempt with at least two whole segments of each stream
 * @returns the id of the long attempt
 */
export async function layAttempt(
  backend: TestBackend,
  world: Reviewed,
  attempt: Attempt,
  minutes: number,
): Promise<string> {
  const moments: Moment[] = [];
  const sent = new Map<JournalBody, Uint8Array<ArrayBuffer>>();
  const streams: readonly StreamName[] = ['camera', 'screen'];
  for (const stream of streams) {
    const segments = await wholeSegments(world, attempt, stream);
    for (const { moment, bytes } of repeated(segments, minutes)) {
      moments.push(moment);
      sent.set(moment.body, bytes);
    }
  }
  moments.push(...someEvents(minutes));
  moments.sort((a, b) => a.mono - b.mono);

  const candidate = await makeCandidate(backend);
  const { entries, head } = await chain(candidate, moments);
  for (let at = 0; at < entries.length; at += entriesAtOnce) {
    accepted(await candidate.send(entries.slice(at, at + entriesAtOnce)), 'journal');
  }
  const waiting = [...sent];
  const send = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [body, bytes] = next;
      if (body.kind !== 'part') continue;
      const { stream, segment, part } = body;
      accepted(await candidate.put(bytes, { stream, segment, part }), 'part');
    }
  };
  await Promise.all(Array.from({ length: partsAtOnce }, send));
  accepted(await candidate.finish(await candidate.signEnd({ entries: head.entries, head: head.head })), 'end');
  return candidate.grant.attempt;
}

function accepted({ status, body }: { status: number; body: unknown }, what: string): void {
  if (status >= 300) throw new Error(`The backend refused the ${what}: ${JSON.stringify(body)}`);
}

/** The segments that were recorded whole: all but the last, which the end of the exam cut short. */
async function wholeSegments(world: Reviewed, attempt: Attempt, stream: StreamName): Promise<Segment[]> {
  const own = attempt.segments.filter((segment) => segment.stream === stream).slice(0, -1);
  if (own.length < 1) throw new Error(`There is no whole segment of the ${stream}: record for longer than a minute`);
  return Promise.all(
    own.map(async ({ segment, from }) => {
      const response = await world.operator(`/v1/attempts/${attempt.attempt}/segments/${stream}/${segment}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      let at = 0;
      const parts = attempt.journal
        .flatMap(({ body }) =>
          body.kind === 'part' && body.stream === stream && body.segment === segment ? [body] : [],
        )
        .sort((a, b) => a.part - b.part)
        .map((body) => {
          at += body.bytes;
          return { body, bytes: bytes.slice(at - body.bytes, at) };
        });
      return { parts, from };
    }),
  );
}

/** Segments one after the other until the time is filled; the next begins where the next one was recorded to begin. */
function* repeated(segments: readonly Segment[], minutes: number) {
  let begin = 1_000;
  for (let number = 0; number < minutes; number++) {
    const segment = segments[number % segments.length] as Segment;
    for (const { body, bytes } of segment.parts) {
      const from = begin + body.from - segment.from;
      const moved: PartBody = { ...body, segment: number, from };
      yield { moment: { mono: from + body.duration, body: moved }, bytes };
    }
    begin += 60_000;
  }
}

/** What happens in a lively exam: counts every ten seconds, pages every two minutes, now and then something to look at. */
function someEvents(minutes: number): Moment[] {
  const event = (mono: number, type: EventType, severity = 0, cause = '', data = {}): Moment => ({
    mono: Math.round(mono),
    body: { kind: 'event', type, severity, cause, data },
  });
  const events = [event(900, 'session.started')];
  for (let minute = 0; minute < minutes; minute++) {
    const begin = 1_000 + minute * 60_000;
    for (let at = 5; at < 60; at += 10) {
      const counts = { forMs: 10_000, letters: 20 + at, spaces: 4, deletions: 2, gapsTo200: 21 + at, movedPx: 400 };
      events.push(event(begin + at * 1000, 'input.summary', 0, '', counts));
    }
    if (minute % 2 === 0) {
      const page = { host: 'exam.example', path: `/exams/algebra/take/${minute}` };
      events.push(event(begin + 12_000, 'page.visited', 0, 'exam-tab', page));
    }
    if (minute % 5 === 3) events.push(event(begin + 31_000, 'clipboard.blocked', 0.3, 'paste'));
    if (minute % 7 === 4) {
      events.push(event(begin + 40_000, 'fullscreen.left', 0.4, 'full-screen-left', { leftMs: 30_000 }));
      events.push(event(begin + 42_000, 'fullscreen.back', 0, 'full-screen-left', { outsideMs: 2000 }));
    }
  }
  return [...events, event(minutes * 60_000 + 5_000, 'session.submitted')];
}

async function chain(
  { grant }: TestCandidate,
  moments: readonly Moment[],
): Promise<{ entries: JournalEntry[]; head: Head }> {
  const { session, policyHash: policy } = grant;
  const began = Date.now() - (moments.at(-1)?.mono ?? 0);
  const entries: JournalEntry[] = [];
  let head: Head = { entries: 0, head: policy };
  for (const { mono, body } of moments) {
    const at = new Date(began + mono).toISOString();
    const linked = await link(head, { id: randomUUID(), session, policy, at, mono, body });
    entries.push(linked.entry);
    head = linked.head;
  }
  return { entries, head };
}
