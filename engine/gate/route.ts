import { indexOf } from '../interpreter/programIndex.ts';
import type { LogEntry } from '../log.ts';
import type { Program } from '../program.ts';
import { elementKey } from './trace.ts';

const kept = new WeakMap<Program, Map<string, ReadonlySet<string>>>();

/**
 * Steps and events that a step of the interpreter has entered, as keys. Gateways are no part of a route: who draws one more
 * changes nothing for a case that takes the same steps.
 */
export function entered(program: Program, log: readonly LogEntry[]): string[] {
  return log.flatMap((entry) => (entry.type === 'entered' && counts(program, entry.process).has(entry.element) ? [elementKey(program, entry.process, entry.element)] : []));
}

function counts(program: Program, process: string): ReadonlySet<string> {
  let processes = kept.get(program);
  if (!processes) kept.set(program, (processes = new Map()));
  let ids = processes.get(process);
  if (!ids) processes.set(process, (ids = new Set([...indexOf(program, process).nodes.values()].filter(({ kind }) => !kind.endsWith('Gateway') && kind !== 'startEvent').map(({ id }) => id))));
  return ids;
}

/** What is in one list and not in the other, each as often as it is missing; the order does not count. */
export function partings(before: readonly string[], after: readonly string[]): { readonly gone: readonly string[]; readonly added: readonly string[] } {
  const left = [...after];
  const gone = before.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { gone, added: left };
}

/** Whether the program has such an element. */
export function hasElement(program: Program, key: string): boolean {
  const at = key.lastIndexOf('/');
  const process = at < 0 ? program.main : key.slice(0, at);
  return program.processes[process] !== undefined && indexOf(program, process).nodes.has(key.slice(at + 1));
}
