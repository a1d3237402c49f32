import { createHash } from 'node:crypto';
import type { Mutant } from './findMutants.ts';

/** One mutant of each function, always the same one: its place among them is drawn from the function's name. */
export function chooseMutants(all: readonly Mutant[]): Mutant[] {
  const byFunction = Map.groupBy(all, (mutant) => `${mutant.file} ${mutant.function}`);
  return [...byFunction].map(([name, mutants]) => mutants[createHash('sha256').update(name).digest().readUInt32BE() % mutants.length]!);
}
