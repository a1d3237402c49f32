import type { Entry } from './readFolder.ts';
import type { Tally } from './run.ts';

/** How many cases passed, of how many. */
export type Count = readonly [passed: number, all: number];

/** Counts of a run by engine (`core`, `temporal`). Nothing of a case is in it, not even its id. */
export interface Report {
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  /** Cases that are executed. */
  readonly executed: Readonly<Record<string, Count>>;
  /** Drawings that have to be refused. */
  readonly refused: Readonly<Record<string, Count>>;
  /** Executed cases by the constructs in their drawings: `userTask`, `boundary:timer`, `standardLoop`. */
  readonly features: Readonly<Record<string, Readonly<Record<string, Count>>>>;
}

/** Counts what the engines did with the cases. A case that can't be read counts as one to be executed. */
export function reportOf(entries: readonly Entry[], tallies: Readonly<Record<string, Tally>>, date: string): Report {
  const refused = entries.filter((entry) => 'case' in entry && entry.case.expect.deploy === 'rejected');
  const executed = entries.filter((entry) => !('inventory' in entry) && !refused.includes(entry));
  const features = [...new Set(executed.flatMap(featuresOf))].sort();
  const count = (of: readonly Entry[]): Record<string, Count> =>
    Object.fromEntries(Object.entries(tallies).map(([engine, { failures }]) => [engine, [of.filter((entry) => !failures.has(entry)).length, of.length]]));
  return { date, executed: count(executed), refused: count(refused), features: Object.fromEntries(features.map((feature) => [feature, count(executed.filter((entry) => featuresOf(entry).includes(feature)))])) };
}

const featuresOf = (entry: Entry): string[] => ('case' in entry ? Object.keys(entry.case.features) : []);

/** As JSON, a line a construct. */
export function writeReport({ features, ...whole }: Report): string {
  const lines = Object.entries(features).map(([feature, counts]) => `    ${JSON.stringify(feature)}: ${JSON.stringify(counts)}`);
  const head = Object.entries(whole).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`).join('');
  return `{\n${head}  "features": {\n${lines.join(',\n')}\n  }\n}\n`;
}
