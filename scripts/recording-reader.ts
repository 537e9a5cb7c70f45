import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { createTarDecoder } from 'modern-tar';
import { EvidenceFault } from '../src/evidence/evidence-fault.ts';
import type { RecordingFile } from '../src/evidence/recording.ts';
import { recordingFiles } from '../src/protocol/evidence-files.ts';

/**
 * The files of a recording, one after the other: of an archive, or of the folder that it unpacks to.
 * @throws EvidenceFault for an archive that is damaged, Error when there is nothing to read
 */
export async function* readRecordingFiles(path: string): AsyncGenerator<RecordingFile> {
  yield* (await stat(path)).isDirectory() ? filesOfFolder(path) : filesOfArchive(path);
}

async function* filesOfFolder(folder: string): AsyncGenerator<RecordingFile> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map((path) => ({ path, name: relative(folder, path).replaceAll(sep, '/') }));
  if (!files.some(({ name }) => Object.values<string>(recordingFiles).includes(name))) {
    throw new Error(
      `${folder} is not the folder of a recording: neither ${recordingFiles.receipt} nor ${recordingFiles.journal} is in it.`,
    );
  }
  for (const { path, name } of files) yield { path: name, bytes: new Uint8Array(await readFile(path)) };
}

async function* filesOfArchive(archive: string): AsyncGenerator<RecordingFile> {
  const bytes = Readable.toWeb(createReadStream(archive)) as ReadableStream<Uint8Array>;
  try {
    for await (const { header, body } of bytes.pipeThrough(createTarDecoder({ strict: true }))) {
      const content = new Uint8Array(await new Response(body).arrayBuffer());
      // All files of an archive stand in one folder, whatever it is called.
      if (header.type !== 'directory') yield { path: header.name.replace(/^[^/]*\//, ''), bytes: content };
    }
  } catch (error) {
    if (error instanceof EvidenceFault) throw error;
    throw new EvidenceFault(`The archive is damaged, or is no tar: ${(error as Error).message}. Download it again.`);
  }
}
