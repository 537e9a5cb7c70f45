import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { percentile } from '../lockdown/percentile.ts';
import { type FaultKind, faultWords } from './fault-plan.ts';
import type { KillResult } from './kill-loss.ts';
import type { RecordingLoss } from './recording-loss.ts';
import type { SoakResult } from './soak.ts';

const title = 'Figures of faults';

/** What a soak came to, as a section of the page. */
export function soakSection({ met, attempts, losses, ms }: SoakResult): string {
  const sum = (count: (attempt: SoakResult['attempts'][number]) => number) =>
    attempts.reduce((total, attempt) => total + count(attempt), 0);
  const count = (kind: FaultKind) => met.filter((one) => one === kind).length;
  const kinds = (Object.keys(faultWords) as FaultKind[]).filter((kind) => count(kind) > 0);
  return [
    `${met.length} faults in ${attempts.length} attempts and ${minutes(ms)} minutes, with camera, microphone and screen recorded. After each attempt the backend's rows and files were held against the journal that the device had written before it got a receipt. After each fault the upload is tried again at once, as by the candidate's button: its own waits would take most of the run.`,
    table(
      ['What', 'Number'],
      [
        ['journal entries', sum(({ entries }) => entries)],
        ['parts', sum(({ parts }) => parts)],
        ['MB', Math.round(sum(({ bytes }) => bytes) / 1e5) / 10],
        ['lost', sum((attempt) => attempt.losses.length)],
        ['there twice', sum((attempt) => attempt.duplicates.length)],
        ['broken chains, wrong order, missing receipts', sum(({ errors }) => errors.length)],
      ],
    ),
    table(
      ['Fault', 'Times', 'What happens'],
      kinds.map((kind) => [`\`${kind}\``, count(kind), faultWords[kind]]),
    ),
    'What was never recorded, because nothing was there to record it: from the end of the last part on the disk to the kill. What follows until the candidate goes on is a `record.gap` in the journal.',
    lossTable(losses),
  ].join('\n\n');
}

/** What kills of the browser cost, as a section of the page. */
export function killSection({ lost, reEntries, parts, losses, duplicates, errors }: KillResult): string {
  return [
    `SIGKILL of the browser while it records, each time 2 to 6 s after it began or went on: the time from the end of the last part in the journal to the kill, by one clock. Of ${parts} parts in the journal ${losses.length} were lost, ${duplicates.length} were there twice; ${errors.length} other errors.`,
    lossTable(lost.map((loss) => ({ ...loss, kind: 'browser-killed' as const }))),
    `Each, in ms: ${lost.map(({ stream, ms }) => `${stream} ${ms}`).join(', ')}.`,
    'Back in the exam with unchanged devices, from the window of the browser that was started again, for a candidate that presses at once (goal: 20 s and 2 presses):',
    table(
      ['Steps with a press', 'Times', 'p50, ms', 'most, ms'],
      [...Map.groupBy(reEntries, ({ pressed }) => pressed.join(', '))].map(([steps, group]) => {
        const figures = group.map(({ ms }) => Math.round(ms));
        return [steps, group.length, percentile(figures, 0.5) ?? 0, Math.max(...figures)];
      }),
    ),
  ].join('\n\n');
}

function lossTable(losses: readonly (RecordingLoss & { readonly kind: FaultKind })[]): string {
  const groups = Map.groupBy(losses, ({ kind, stream }) => `\`${kind}\` | ${stream}`);
  const rows = [...groups].map(([name, group]) => {
    const figures = group.map(({ ms }) => ms);
    return [name, figures.length, ...[0.5, 0.95, 1].map((share) => percentile(figures, share) ?? 0)];
  });
  return table(['Broken off by', 'Stream', 'Times', 'p50, ms', 'p95, ms', 'most, ms'], rows);
}

/** Cells may hold several columns. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function minutes(ms: number): number {
  return Math.round(ms / 6_000) / 10;
}

/** Writes a section into the page; the others of it stay as they are. */
export function writeSection(file: string, name: string, command: string, text: string): void {
  const when = new Date().toISOString().slice(0, 10);
  // A machine that does other work as well stores parts later: what a kill costs depends on it.
  const machine = `${process.platform}, ${cpus().length} processors, load ${loadavg()[1]?.toFixed(1)} at the end`;
  const made = `Made by \`${command}\` on ${when} (${machine}).`;
  const old = existsSync(file) ? readFileSync(file, 'utf8').split(/^## /m).slice(1) : [];
  const sections = new Map(old.map((section) => [section.split('\n')[0] ?? '', section]));
  sections.set(name, `${name}\n\n${made}\n\n${text}\n`);
  const ordered = [...sections.values()].toSorted().map((section) => `## ${section.trim()}\n`);
  writeFileSync(file, [`# ${title}\n`, ...ordered].join('\n'));
}
