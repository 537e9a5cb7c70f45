import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EvidenceFault } from '../../src/evidence/evidence-fault.ts';
import { checkReceiptFile } from '../../src/evidence/receipt-file.ts';
import { checkRecording, readRecording } from '../../src/evidence/recording.ts';
import { makeRecording } from '../../src/evidence/test-evidence.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeAttempt, makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

type Files = Map<string, Uint8Array<ArrayBuffer>>;

let backend: TestBackend;
let schedule: string;
let folder: string;
/** A whole recording, as it was exported: the archive and what it holds. */
let archive: Uint8Array<ArrayBuffer>;
let files: Files;
let attempt: string;

beforeAll(async () => {
  backend = await startTestBackend();
  schedule = await makeSchedule(backend);
  folder = await mkdtemp(join(tmpdir(), 'vigil-export-'));
  const candidate = await record();
  attempt = candidate.grant.attempt;
  await candidate.finish();
  archive = await exported(attempt);
  files = await unpacked(archive);
});
afterAll(async () => {
  await backend.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A candidate whose journal and parts are all at the backend. */
async function record(): Promise<TestCandidate> {
  const candidate = await makeCandidate(backend, { schedule });
  await candidate.event('session.started');
  for (let number = 0; number < 12; number += 1) {
    const place = { stream: number % 2 ? 'screen' : 'camera', segment: number >> 2, part: (number >> 1) % 2 } as const;
    const bytes = someBytes(700 + number, number);
    await candidate.recorded(bytes, place, place.part === 1);
    await candidate.put(bytes, place);
    if (number === 5) await candidate.event('record.gap', 0.3, { stream: 'camera', duration: 4200 }, 'crash');
  }
  await candidate.event('session.submitted');
  await candidate.send();
  return candidate;
}

async function download(of: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${backend.operatorKey}` };
  return fetch(`${backend.origin}${pathTo('exportRecording', { attempt: of })}`, { headers });
}

async function exported(of: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await download(of)).arrayBuffer());
}

async function unpacked(tar: Uint8Array<ArrayBuffer>): Promise<Files> {
  const entries = await unpackTar(tar, { strip: 1 });
  return new Map(entries.map(({ header, data }) => [header.name, data ?? new Uint8Array()]));
}

/** Checks a recording against a receipt file: the one that was exported, unless told. @throws EvidenceFault */
async function check(recording: Files, receipt = files.get('receipt.json') ?? new Uint8Array()): Promise<void> {
  const given = async function* () {
    for (const [path, bytes] of recording) yield { path, bytes };
  };
  const { receipt: confirmed } = await checkReceiptFile(receipt);
  await checkRecording(receipt, confirmed, await readRecording(given()));
}

describe('an exported recording', () => {
  test('is a tar in a folder of its own, the same each time', async () => {
    const response = await download(attempt);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-tar');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="vigil-recording-${attempt}.tar"`);
    expect(Buffer.from(await response.arrayBuffer()).equals(archive)).toBe(true);
    const names = (await unpackTar(archive)).map(({ header }) => header.name);
    expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(new Set([`vigil-recording-${attempt}`]));
  });

  test('holds receipt, journal and every part, and is whole', async () => {
    expect([...files.keys()].slice(0, 5)).toEqual([
      'receipt.json',
      'journal.jsonl',
      'parts/camera/000000/000000',
      'parts/camera/000000/000001',
      'parts/camera/000001/000000',
    ]);
    expect(files.size).toBe(14);
    expect(files.get('parts/screen/000002/000001')).toEqual(someBytes(711, 11));
    await expect(check(files)).resolves.toBeUndefined();
  });

  test('of an attempt without a receipt has none, and is not called whole', async () => {
    const candidate = await record();
    const early = await unpacked(await exported(candidate.grant.attempt));
    expect(early.has('receipt.json')).toBe(false);
    expect(early.size).toBe(13);
    await expect(check(early)).rejects.toThrow('no receipt.json');
  });

  test('is refused to a candidate and a platform, and not found where nothing was recorded', async () => {
    for (const token of [undefined, backend.platformKey]) {
      const reply = await call(backend, 'exportRecording', { parameters: { attempt }, ...(token ? { token } : {}) });
      expect(problemName(reply)).toBe('401 unauthorized');
    }
    const unopened = await makeAttempt(backend, schedule);
    for (const of of [unopened.attempt, crypto.randomUUID()]) expect((await download(of)).status).toBe(404);
  });

  test('can be left in the middle; the next one is whole', async () => {
    const leaving = new AbortController();
    const headers = { Authorization: `Bearer ${backend.operatorKey}` };
    const path = `${backend.origin}${pathTo('exportRecording', { attempt })}`;
    const response = await fetch(path, { headers, signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    expect(Buffer.from(await exported(attempt)).equals(archive)).toBe(true);
  });
});

describe('altered, it is found out:', () => {
  test('600 single bits, anywhere', async () => {
    const random = someBytes(6 * 600, 7);
    const names = [...files.keys()];
    for (let round = 0; round < 600; round += 1) {
      const [a = 0, b = 0, c = 0, d = 0] = random.subarray(round * 6);
      // Documents and parts in turn, so that small files are met as often as large ones.
      const name = names[a % 3 === 0 ? 2 + (b % (names.length - 2)) : (a % 3) - 1] ?? '';
      const bytes = (files.get(name) ?? new Uint8Array()).slice();
      const bit = (b * 65_536 + c * 256 + d) % (bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(check(new Map([...files, [name, bytes]])), `bit ${bit} of ${name}`).rejects.toThrow(EvidenceFault);
      if (name !== 'receipt.json') continue;
      await expect(check(files, bytes), `bit ${bit} of the receipt in hand`).rejects.toThrow(EvidenceFault);
    }
  });

  test('each part removed, and each pair of parts swapped', async () => {
    const parts = [...files.keys()].filter((name) => name.startsWith('parts/'));
    for (const [at, one] of parts.entries()) {
      await expect(check(new Map([...files].filter(([name]) => name !== one)))).rejects.toThrow('is missing');
      for (const other of parts.slice(at + 1)) {
        const swapped = new Map(files).set(one, files.get(other) ?? archive).set(other, files.get(one) ?? archive);
        await expect(check(swapped)).rejects.toThrow('were swapped');
      }
    }
  });

  test('the journal cut at every place', async () => {
    const journal = files.get('journal.jsonl') ?? new Uint8Array();
    for (let end = 0; end < journal.length; end += 97) {
      await expect(check(new Map([...files, ['journal.jsonl', journal.slice(0, end)]]))).rejects.toThrow(EvidenceFault);
    }
  });

  test('a policy that was replaced, by another that the same backend signed', async () => {
    const policy = { ...defaultPolicy('http://localhost:4601'), retention: { days: 1 } };
    const body = { name: 'Shorter', policy };
    await call(backend, 'putTemplate', { token: backend.operatorKey, parameters: { template: 'shorter' }, body });
    const { grant } = await makeCandidate(backend, { schedule: await makeSchedule(backend, 'shorter') });
    const file = JSON.parse(new TextDecoder().decode(files.get('receipt.json')));
    const replaced = { ...file, policy, signed: { ...file.signed, policy: grant.policy } };
    const bytes = new TextEncoder().encode(`${JSON.stringify(replaced, null, 2)}\n`);
    const words = 'The policy is not the one of this attempt';
    await expect(check(files, bytes)).rejects.toThrow(words);
    await expect(check(new Map([...files, ['receipt.json', bytes]]))).rejects.toThrow(words);
  });

  test('the receipt of another attempt of the same exam', async () => {
    const other = await record();
    await other.finish();
    const receipt = (await unpacked(await exported(other.grant.attempt))).get('receipt.json');
    await expect(check(files, receipt)).rejects.toThrow(
      `The receipt is of attempt ${other.grant.attempt}, and the recording of attempt ${attempt}.`,
    );
  });

  test('a forgery that is whole in itself, signed by another key', async () => {
    const forged = await makeRecording({ receipt: { attempt } });
    await expect(check(forged, forged.get('receipt.json'))).resolves.toBeUndefined();
    await expect(check(forged)).rejects.toThrow('another receipt of this attempt');
    const { keys } = (await call(backend, 'keys')).body;
    const published = [keys[0].kid];
    const given = forged.get('receipt.json') ?? new Uint8Array();
    await expect(checkReceiptFile(given, published)).rejects.toThrow('not the backend');
    const own = files.get('receipt.json') ?? new Uint8Array();
    await expect(checkReceiptFile(own, published)).resolves.toMatchObject({ backendKeys: published });
  });
});

describe('npm run verify', () => {
  const script = fileURLToPath(new URL('../../scripts/verify.ts', import.meta.url));

  /** Runs the script as npm would, in the folder of this test. */
  function verify(...words: string[]): Promise<{ code: number; output: string }> {
    return new Promise((resolve) => {
      const env = { ...process.env, INIT_CWD: folder, NO_COLOR: '1' };
      execFile(process.execPath, [script, ...words], { env }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: `${stdout}${stderr}` });
      });
    });
  }

  async function unpackInto(name: string): Promise<string> {
    for (const [path, bytes] of files) {
      const file = join(folder, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    return join(folder, name);
  }

  beforeAll(async () => {
    await writeFile(join(folder, 'recording.tar'), archive);
    await writeFile(join(folder, 'receipt.json'), files.get('receipt.json') ?? '');
  });

  test('says that archive and unpacked folder are whole, and what was recorded', async () => {
    await unpackInto('whole');
    for (const recording of ['recording.tar', 'whole']) {
      const { code, output } = await verify('receipt.json', recording);
      expect(output).toContain(
        'Whole. Every signature fits, and 15 journal entries and 12 parts are as they were recorded.',
      );
      expect(output).toContain('camera 0:04 (crash)');
      expect(output).toContain(`${backend.origin}/.well-known/jwks.json`);
      expect(code).toBe(0);
    }
  });

  test('says what it could not check without the recording; a known key is not asked for again', async () => {
    const { keys } = (await call(backend, 'keys')).body;
    const { code, output } = await verify('receipt.json', '--key', keys[0].kid);
    expect(output).toContain('The receipt is whole: every signature fits.');
    expect(output).toContain('Not checked: the recording itself (15 journal entries and 12 parts).');
    expect(output).not.toContain('whose key');
    expect(code).toBe(0);
  });

  test('names the first thing that is wrong, and ends with 1', async () => {
    const place = await unpackInto('swapped');
    const [one, other] = [join(place, 'parts/camera/000000/000001'), join(place, 'parts/screen/000001/000000')];
    await rename(one, join(place, 'kept'));
    await rename(other, one);
    await rename(join(place, 'kept'), other);
    const { code, output } = await verify('receipt.json', 'swapped');
    expect(output).toContain('Not whole. Part camera/0/1 (entry 3 of the journal, file parts/camera/000000/000001)');
    expect(output).toContain('holds what was recorded as part screen/1/0: parts were swapped.');
    expect(code).toBe(1);
    expect(await verify('receipt.json', '--key', 'A'.repeat(43))).toMatchObject({ code: 1 });
  });

  test('finds an archive that was cut, and one with a changed header', async () => {
    const cut = archive.slice(0, archive.length - 3000);
    const header = archive.slice();
    header[1] = (header[1] ?? 0) ^ 1;
    for (const [name, bytes] of Object.entries({ 'cut.tar': cut, 'header.tar': header })) {
      await writeFile(join(folder, name), bytes);
      const { code, output } = await verify('receipt.json', name);
      expect(output).toContain('Not whole. The archive is damaged');
      expect(code).toBe(1);
    }
  });

  test('ends with 2 when there is nothing to check', async () => {
    expect(await verify()).toMatchObject({ code: 2, output: expect.stringContaining('Name a receipt file') });
    expect(await verify('nothing.json')).toMatchObject({ code: 2 });
    const { code, output } = await verify('receipt.json', 'whole/parts');
    expect(output).toContain('is not the folder of a recording');
    expect(code).toBe(2);
  });
});
