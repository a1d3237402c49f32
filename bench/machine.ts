import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** Where figures were measured. */
export const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  load: loadavg().map((one) => Math.round(one * 10) / 10),
  at: new Date().toISOString(),
});

/** CPU milliseconds that a process (with all its threads) and all it has started, ended or not, have used; Linux counts in steps of ten. */
export function cpuMs(pid: number): number {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // One that ended meanwhile is counted by the one that started it, from the next reading on.
  if (stat === null) return 0;
  const fields = stat.replace(/^.*\) /s, '').split(' ');
  const [own, ended] = [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])];
  const children = (readIfThere(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number);
  return children.reduce((sum, child) => sum + cpuMs(child), (own + ended) * 10);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0 ? Number.NaN : Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}
