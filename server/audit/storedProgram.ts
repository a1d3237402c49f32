import { canonical } from '../../engine/canonical.ts';
import type { Event } from '../../engine/event.ts';
import type { Program } from '../../engine/program.ts';
import { firstParting, replay } from '../../engine/replay.ts';
import type { Difference } from './compareCase.ts';
import type { CaseRecords } from './records.ts';

/**
 * Holds the published version in the database against the program the case was started with. Names the drawn element
 * that was changed and the first event that would have gone another way with it (the start, where none would).
 */
export function storedProgramDifference(program: Program, programHash: string, { stored }: CaseRecords, events: readonly Event[]): Difference | null {
  if (stored?.hash === programHash && stored.statedHash === programHash) return null;
  if (!stored) return { seq: 1, type: 'start', element: null, what: 'program', where: 'storedProgram', expected: programHash, found: null };
  const parting = firstParting(program, stored.program);
  if (!parting) return { seq: 1, type: 'start', element: null, what: 'programHash', where: 'storedProgram', expected: programHash, found: stored.statedHash };
  const seq = firstOther(program, stored.program, events);
  return { seq, type: events[seq - 1]?.type ?? 'start', element: drawnAt(program, parting.path), what: parting.path, where: 'storedProgram', expected: parting.one, found: parting.other };
}

/** The element or flow a path into a program lies in. */
function drawnAt(program: Program, path: string): string | null {
  const [, key, list, index] = /^processes\.(.+)\.(nodes|flows)\.(\d+)(?:\.|$)/.exec(path) ?? [];
  const process = key === undefined ? undefined : program.processes[key];
  return process?.[list as 'nodes' | 'flows'][Number(index)]?.id ?? null;
}

function firstOther(program: Program, other: Program, events: readonly Event[]): number {
  const [one, two] = [replay(program, events), replay(other, events)];
  for (let seq = 1; ; seq += 1) {
    try {
      const [a, b] = [one.next(), two.next()];
      if (a.done || b.done) return 1;
      if (canonical([a.value.log, a.value.commands]) !== canonical([b.value.log, b.value.commands])) return seq;
    } catch {
      return seq;
    }
  }
}

