import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Behaviour } from './contract.ts';

/** `department`, `department/operation` or, for workers, `workers/#element`; `*` is every department. */
type Told = Record<string, Partial<Behaviour>>;

/**
 * What each department was told to do. The script that comes with the stand-ins is the ground; what was told over
 * `/control` lies above it and survives a restart; an operation's own word lies above its department's.
 */
export class Behaviours {
  readonly #file: string;
  readonly #script: Told;
  #told: Told;

  constructor(file: string, script: Told) {
    this.#file = file;
    this.#script = script;
    this.#told = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Told) : {};
  }

  /** How `operation` of `department` behaves for a request reported at `reportedAt`; a job says its drawn `element` too. */
  of(department: string, operation: string, reportedAt: string, element?: string): Behaviour {
    const both = `${department}/${operation}`;
    const layers = [this.#script[department], this.#script[both], this.#told['*'], this.#told[department], this.#told[both], element === undefined ? undefined : this.#told[`workers/#${element}`]];
    const active = layers.filter((layer) => layer !== undefined && (layer.until === undefined || reportedAt < layer.until));
    return Object.assign({ mode: 'ok' as const }, ...active);
  }

  tell(department: string, operation: string | undefined, behaviour: Behaviour): void {
    this.#told[operation === undefined ? department : `${department}/${operation}`] = behaviour;
    this.#save();
  }

  /** How workers answer the jobs of drawn elements; what was told of elements before is forgotten. */
  tellElements(elements: Readonly<Record<string, Behaviour>>): void {
    const kept = Object.entries(this.#told).filter(([name]) => !name.startsWith('workers/#'));
    this.#told = Object.fromEntries([...kept, ...Object.entries(elements).map(([element, told]) => [`workers/#${element}`, told] as const)]);
    this.#save();
  }

  /** Back to the script: one department with its operations, or all. */
  forget(department?: string): void {
    const kept = Object.entries(this.#told).filter(([name]) => department !== undefined && name !== department && !name.startsWith(`${department}/`));
    this.#told = Object.fromEntries(kept);
    this.#save();
  }

  told(): Told {
    return this.#told;
  }

  #save(): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const draft = `${this.#file}.draft`;
    writeFileSync(draft, JSON.stringify(this.#told, null, 2));
    renameSync(draft, this.#file);
  }
}
