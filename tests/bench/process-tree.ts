import { readdirSync, readFileSync } from 'node:fs';

/** A process as Linux accounts for it. */
interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** Processor time since its start, in seconds. */
  readonly cpu: number;
  /** Memory in use, in bytes. */
  readonly memory: number;
}

const ticksPerSecond = 100;
const pageBytes = 4096;

/**
 * Processor seconds that a process and all its descendants have used since they started. Only on Linux.
 * Those that ended meanwhile do not count: take the difference over a time in which none ends.
 */
export function cpuSeconds(root: number): number {
  return treeOf(root).reduce((sum, { cpu }) => sum + cpu, 0);
}

/** Memory of one process in bytes. Only on Linux. */
export function memoryBytes(pid: number): number {
  return facts(pid)?.memory ?? 0;
}

/** The process and all its descendants, by their ids. */
export function processesUnder(root: number): number[] {
  return treeOf(root).map(({ pid }) => pid);
}

function treeOf(root: number): ProcessFacts[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (facts(Number(name)) ?? []) : []));
  const within = new Set([root]);
  for (let size = 0; size !== within.size; ) {
    size = within.size;
    for (const { pid, parent } of all) if (within.has(parent)) within.add(pid);
  }
  return all.filter(({ pid }) => within.has(pid));
}

function facts(pid: number): ProcessFacts | undefined {
  try {
    // The name in brackets may hold anything: the fields are counted from its end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const memory = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
    return { pid, parent: Number(stat[1]), cpu: (Number(stat[11]) + Number(stat[12])) / ticksPerSecond, memory };
  } catch {
    return undefined; // it has ended
  }
}
