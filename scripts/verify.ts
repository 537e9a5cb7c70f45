/**
 * npm run verify -- RECEIPT [RECORDING] [--key FINGERPRINT]
 *
 * Checks a receipt file, and the recording that it is about, on this machine alone: no backend and no network is asked.
 * RECORDING is the archive that a backend exports, or the folder that it unpacks to. `--key` names a key of the backend
 * that you know from elsewhere, such as its published key set: a receipt by any other key is refused.
 * Ends with 0 when everything fits, with 1 and the first thing that does not, and with 2 when there is nothing to check.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesText, countText, durationText } from '../backend/console/app/format.ts';
import { EvidenceFault } from '../src/evidence/evidence-fault.ts';
import { type CheckedReceipt, checkReceiptFile } from '../src/evidence/receipt-file.ts';
import { checkRecording, readRecording } from '../src/evidence/recording.ts';
import { readRecordingFiles } from './recording-reader.ts';

const usage = 'npm run verify -- RECEIPT [RECORDING] [--key FINGERPRINT]';
/** npm starts scripts in its own folder; paths are meant from where it was called. */
const here = process.env.INIT_CWD ?? process.cwd();

async function verify(): Promise<string> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string', multiple: true, default: [] } },
  });
  const [receiptPath, recordingPath, ...rest] = positionals;
  if (receiptPath === undefined || rest.length > 0) throw new Error(`Name a receipt file: ${usage}`);
  const file = new Uint8Array(await readFile(resolve(here, receiptPath)));
  const checked = await checkReceiptFile(file, values.key);
  if (recordingPath !== undefined) {
    const recording = await readRecording(readRecordingFiles(resolve(here, recordingPath)));
    await checkRecording(file, checked.receipt, recording);
  }
  return summary(checked, recordingPath !== undefined, values.key.length > 0);
}

const streamWords = { camera: 'Camera', screen: 'Screen', identity: 'Identity', desk: 'Desk', signature: 'Signature' };

function summary({ receipt, backendKeys }: CheckedReceipt, isRecordingChecked: boolean, isKeyKnown: boolean): string {
  const { entries, streams, gaps, agreement } = receipt;
  const parts = streams.reduce((sum, stream) => sum + stream.parts, 0);
  const counted = `${countText(entries, 'journal entry', 'journal entries')} and ${countText(parts, 'part')}`;
  const facts: [string, string][] = [
    ['Exam', `${receipt.exam}, ${receipt.provider}`],
    ['Attempt', receipt.attempt],
    ['Session', `${receipt.startedAt} to ${receipt.endedAt}, ${receipt.reason}`],
    ...streams.map(({ stream, duration, bytes, parts: count }): [string, string] => [
      streamWords[stream],
      `${durationText(duration)}, ${bytesText(bytes)}, ${countText(count, 'part')}`,
    ]),
    [
      'Gaps',
      gaps.map(({ stream, duration, cause }) => `${stream} ${durationText(duration)} (${cause})`).join(', ') || 'none',
    ],
    ...(agreement
      ? [['Agreement', `${agreement.way} at ${agreement.at}, text ${agreement.text}`] as [string, string]]
      : []),
    ['Policy', receipt.policy],
    ['Device key', receipt.device],
    ['Backend key', backendKeys.join(', ')],
  ];
  return [
    isRecordingChecked
      ? `Whole. Every signature fits, and ${counted} are as they were recorded.`
      : 'The receipt is whole: every signature fits.',
    ...facts.map(([name, value]) => `  ${name.padEnd(13)}${value}`),
    ...(isRecordingChecked ? [] : [`Not checked: the recording itself (${counted}). Name it too: ${usage}`]),
    ...(isKeyKnown
      ? []
      : [
          `Not checked: whose key this is. Compare it with "kid" at ${receipt.backend}/.well-known/jwks.json, or name it with --key.`,
        ]),
  ].join('\n');
}

/** Names and titles come from files that may be hostile: nothing in them may steer a terminal. */
function printable(words: string): string {
  return words.replace(/(?!\n)\p{Cc}/gu, '\uFFFD');
}

try {
  console.log(printable(await verify()));
} catch (error) {
  const isFault = error instanceof EvidenceFault;
  console.error(printable(`${isFault ? 'Not whole. ' : ''}${(error as Error).message}`));
  process.exitCode = isFault ? 1 : 2;
}
