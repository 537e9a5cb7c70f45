/** What a body must be for a store to accept it. */
export interface Expectation {
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly maxBytes: number;
}

/** The body was longer than allowed. */
export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge';
}

/** The body has another digest than announced: it was damaged on its way, or is not what the sender meant. */
export class BlobDigestMismatch extends Error {
  override readonly name = 'BlobDigestMismatch';
}

/**
 * Where the parts of recordings are kept. Keys are made by this backend: path segments of letters, digits and hyphens.
 * A key is always written with the same content, because its digest is part of it, so a race of writers is harmless.
 */
export interface BlobStore {
  /**
   * Stores a body under a key, durably, or not at all: after an error nothing can be read under the key that was not
   * there before.
   * @returns its length in bytes
   * @throws BlobTooLarge, BlobDigestMismatch, or the error of a body that was cut
   */
  put(key: string, body: AsyncIterable<Uint8Array>, expected: Expectation): Promise<number>;
  /** The bytes from `from` up to but without `to`. Nothing is opened before the first byte is asked for. */
  read(key: string, from: number, to: number): AsyncIterable<Uint8Array>;
  /** Deletes a blob, or everything under a folder of keys; nothing there is no error. */
  remove(keyOrFolder: string): Promise<void>;
}
