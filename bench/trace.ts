/** An event of a Chromium trace, as far as this bench reads it; times in microseconds, `tdur` is CPU time of the thread. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What the threads of a page did, in milliseconds of their own CPU: another process of the machine adds nothing. */
export interface Worked {
  readonly main: number;
  /** The longest single task of the page's main thread: that long it answered nobody. */
  readonly longest: number;
  readonly workers: number;
}

/** Categories that `workedBetween` needs. */
export const traced = ['toplevel', 'blink.user_timing'];

/** Reads what `browser.stopTracing` gave: what was done from each mark (`performance.mark`) to the next one, by name. */
export function workedBetween(trace: Buffer, marks: readonly string[]): Worked[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: readonly TraceEvent[] };
  const threads = new Map(traceEvents.filter(({ ph, name }) => ph === 'M' && name === 'thread_name').map(({ pid, tid, args }) => [`${pid} ${tid}`, args?.name ?? '']));
  const times = marks.map((mark) => traceEvents.find(({ name }) => name === mark)?.ts ?? Number.NaN);
  const tasks = traceEvents.filter(({ ph, name, tdur }) => ph === 'X' && name.endsWith('RunTask') && tdur !== undefined);
  return times.slice(0, -1).map((from, at) => {
    const inside = tasks.filter(({ ts }) => ts >= from && ts < times[at + 1]!);
    const by = (thread: string): number[] => inside.filter(({ pid, tid }) => threads.get(`${pid} ${tid}`)?.startsWith(thread)).map(({ tdur }) => tdur! / 1_000);
    const main = by('CrRendererMain');
    return { main: sum(main), longest: Math.max(0, ...main), workers: sum(by('DedicatedWorker')) };
  });
}

const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
