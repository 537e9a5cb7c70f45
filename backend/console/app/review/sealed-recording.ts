import { computed, signal } from '@preact/signals';
import { sha256Hex } from '../../../../src/evidence/digest.ts';
import type { PartCipher } from '../../../../src/evidence/part-cipher.ts';
import { isPictureStream, type JournalEntry, type PartBody } from '../../../../src/protocol/journal.ts';
import { PartFault, partFault } from './part-fault.ts';
import type { Segment } from './span.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Place = Pick<PartBody, 'stream' | 'segment' | 'part'>;

/** Reads one part as it was sent; null when nothing is stored at its place. */
export type ReadPart = (place: Place, signal: AbortSignal) => Promise<Bytes | null>;

/** A segment that was decrypted, as long as it was then. */
interface Opened {
  readonly bytes: number;
  /** The parts from the first on, without a hole. */
  readonly parts: Bytes[];
  /** An address of this page, empty when nothing can be shown; undefined while the segment is being opened. */
  url?: string;
  readonly opening: Promise<string>;
}

/** How many decrypted segments are kept: those around the clock's moment, of both streams. */
const kept = 8;

/**
 * An encrypted recording and, once it was given, its key. Parts are decrypted as they are looked at. Key and pictures
 * are in this page's memory alone: nothing is sent or stored, and `lock` forgets them.
 */
export class SealedRecording {
  readonly isOpen = signal(false);
  /** What is wrong with segments that were opened, in words. */
  readonly faults = computed(() => [...this.#faults.value.values()]);
  readonly #faults = signal<ReadonlyMap<string, string>>(new Map());
  readonly #read: ReadPart;
  /** The journal's parts by segment and number. */
  #parts: ReadonlyMap<string, readonly PartBody[]> = new Map();
  readonly #opened = new Map<string, Opened>();
  #decrypt: PartCipher | null = null;
  #end = new AbortController();

  constructor(read: ReadPart) {
    this.#read = read;
  }

  /** Says which parts there are. A place that the journal names twice is what it says last. */
  load(journal: readonly JournalEntry[]): void {
    const parts = journal.flatMap(({ body }) => (body.kind === 'part' ? [body] : []));
    const segments = Map.groupBy(parts, keyOf);
    this.#parts = new Map([...segments].map(([key, own]) => [key, inOrder(own)]));
  }

  unlock(decrypt: PartCipher): void {
    this.lock();
    this.#decrypt = decrypt;
    this.isOpen.value = true;
  }

  /** Forgets the key and everything that was decrypted with it. */
  lock(): void {
    this.#end.abort();
    this.#end = new AbortController();
    this.#decrypt = null;
    for (const key of this.#opened.keys()) this.#drop(key);
    this.#faults.value = new Map();
    this.isOpen.value = false;
  }

  /**
   * The address of a segment's video up to the first part that cannot be shown; empty when that is the first. At once
   * when it was opened before. Never fails: what is wrong stands in `faults`.
   */
  open(segment: Segment): string | Promise<string> {
    const key = keyOf(segment);
    const known = this.#opened.get(key);
    if (known && known.bytes === segment.bytes) {
      this.#opened.delete(key);
      this.#opened.set(key, known); // the last to be dropped
      return known.url ?? known.opening;
    }
    const parts = known?.parts ?? [];
    const opened: Opened = { bytes: segment.bytes, parts, opening: this.#show(segment, parts, known) };
    this.#opened.set(key, opened);
    for (const old of [...this.#opened.keys()].slice(0, -kept)) this.#drop(old);
    return opened.opening;
  }

  async #show(segment: Segment, parts: Bytes[], before: Opened | undefined): Promise<string> {
    await before?.opening;
    const { signal: end } = this.#end;
    const key = keyOf(segment);
    const fault = await this.#decryptRest(key, parts, end);
    const opened = this.#opened.get(key);
    // Forgotten, or opened anew as it grew: what was found so far is in the same parts.
    if (end.aborted || opened?.parts !== parts || opened.bytes !== segment.bytes) return '';
    this.#setFault(key, fault?.message);
    if (fault?.isPassing) this.#opened.delete(key); // read again when it is looked at again
    const url = parts.length > 0 ? URL.createObjectURL(new Blob(parts, { type: typeOf(segment) })) : '';
    if (before?.url) URL.revokeObjectURL(before.url);
    opened.url = url;
    return url;
  }

  /** Adds what follows on the parts that are there; answers what stopped it, unless that is the end or a hole. */
  async #decryptRest(key: string, parts: Bytes[], end: AbortSignal): Promise<PartFault | null> {
    const rest = (this.#parts.get(key) ?? []).slice(parts.length);
    const results = await Promise.allSettled(rest.map((part) => this.#decryptPart(part, end)));
    for (const [at, result] of results.entries()) {
      if (result.status === 'rejected') return partFault(result.reason, placeText(rest[at] as PartBody));
      if (result.value === null || rest[at]?.part !== parts.length) return null;
      parts.push(result.value);
    }
    return null;
  }

  async #decryptPart(part: PartBody, end: AbortSignal): Promise<Bytes | null> {
    const sealed = await this.#read(part, end);
    if (sealed === null || this.#decrypt === null) return null;
    if ((await sha256Hex(sealed)) !== part.sha256) throw new PartFault('altered', placeText(part));
    return part.cipher ? this.#decrypt(sealed) : sealed;
  }

  #setFault(key: string, words: string | undefined): void {
    const faults = new Map(this.#faults.peek());
    if (words === undefined) faults.delete(key);
    else faults.set(key, words);
    this.#faults.value = faults;
  }

  #drop(key: string): void {
    const { url } = this.#opened.get(key) ?? {};
    if (url) URL.revokeObjectURL(url);
    this.#opened.delete(key);
  }
}

function keyOf({ stream, segment }: Pick<Place, 'stream' | 'segment'>): string {
  return `${stream}/${segment}`;
}

/** Only ever a video or a picture, whatever the candidate's side called it. */
function typeOf({ stream, mime }: Segment): string {
  if (isPictureStream(stream)) return /^image\/(jpeg|png|webp)$/.test(mime) ? mime : 'application/octet-stream';
  return mime.startsWith('video/mp4') ? 'video/mp4' : 'video/webm';
}

function placeText({ stream, segment, part }: Place): string {
  return `${stream}/${segment}/${part}`;
}

function inOrder(parts: readonly PartBody[]): PartBody[] {
  return [...new Map(parts.map((part) => [part.part, part])).values()].sort((a, b) => a.part - b.part);
}
