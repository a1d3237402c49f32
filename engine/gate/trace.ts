import type { LogEntry } from '../log.ts';
import type { Program } from '../program.ts';

/** What an event names by a number: a work item, a call to a department, an execution, an incident. */
export type Role = 'work' | 'job' | 'entered' | 'incident';

/** The same thing without numbers: the element, and the how manieth of its kind there. It holds in another version too. */
export interface Spot {
  readonly element: string;
  /** From 0. */
  readonly order: number;
}

/** An element named across versions: by its id, in a called process with that process before it. */
export const elementKey = (program: Program, process: string, element: string): string => (process === program.main ? element : `${process}/${element}`);

/** Remembers, from a case's log, which number stands for which spot. */
export class Trace {
  readonly #program: Program;
  readonly #ids: Record<Role, Map<string, number[]>> = { work: new Map(), job: new Map(), entered: new Map(), incident: new Map() };
  readonly #spots: Record<Role, Map<number, Spot>> = { work: new Map(), job: new Map(), entered: new Map(), incident: new Map() };
  readonly #elements = new Map<number, string>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Reads what a step did. */
  note(log: readonly LogEntry[]): void {
    for (const entry of log) {
      if (entry.type === 'entered') {
        const element = elementKey(this.#program, entry.process, entry.element);
        this.#elements.set(entry.instance, element);
        this.#add('entered', entry.instance, element);
      } else if (entry.type === 'opened') this.#add('work', entry.instance, elementKey(this.#program, entry.process, entry.element));
      else if (entry.type === 'job' && entry.state === 'asked') this.#add('job', entry.instance, this.#elements.get(entry.instance) ?? entry.element);
      else if (entry.type === 'incident' && entry.action === 'raised') this.#add('incident', entry.incident.id, this.#elements.get(entry.incident.instance) ?? entry.element);
    }
  }

  spotOf(role: Role, id: number): Spot | null {
    return this.#spots[role].get(id) ?? null;
  }

  idAt(role: Role, { element, order }: Spot): number | null {
    return this.#ids[role].get(element)?.[order] ?? null;
  }

  #add(role: Role, id: number, element: string): void {
    // A job asked again, a work item opened again after a pause: the same one.
    if (this.#spots[role].has(id)) return;
    const ids = this.#ids[role].get(element) ?? [];
    this.#spots[role].set(id, { element, order: ids.length });
    this.#ids[role].set(element, [...ids, id]);
  }
}
