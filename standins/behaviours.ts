import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Behaviour, CaseTold } from './contract.ts';

/** `department`, `department/operation` or, for workers, `workers/#element`; `*` is every department. */
type Told = Record<string, Partial<Behaviour>>;

/** Under which name the words of single cases are kept: no department has it. */
const CASES = '#cases';

/**
 * What each department was told to do. The script that comes with the stand-ins is the ground; what was told over
 * `/control` lies above it and survives a restart; an operation's own word lies above its department's. A case that was
 * given words of its own hears nothing else.
 */
export class Behaviours {
  readonly #file: string;
  readonly #script: Told;
  #told: Told;
  readonly #cases: Record<string, CaseTold>;

  constructor(file: string, script: Told) {
    this.#file = file;
    this.#script = script;
    const { [CASES]: cases = {}, ...told } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Told & { [CASES]?: Record<string, CaseTold> }) : {};
    this.#told = told;
    this.#cases = cases;
  }

  /** How `operation` of `department` behaves for a case's request reported at `reportedAt`; a worker's job says its drawn `element` too. */
  of({ department, operation, caseNumber, reportedAt, element }: { readonly department: string; readonly operation: string; readonly caseNumber: string; readonly reportedAt: string; readonly element?: string }): Behaviour {
    const own = this.#cases[caseNumber];
    // A scenario says a worker's type where it would say a department.
    if (own !== undefined) return own[department === 'workers' ? `${operation}/processing` : `${department}/${operation}`] ?? { mode: 'ok' };
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

  /** Words of one case: what is not among them is done at once. */
  tellCase(caseNumber: string, told: CaseTold): void {
    this.#cases[caseNumber] = told;
    this.#save();
  }

  /** The case hears again what everybody hears. */
  forgetCase(caseNumber: string): void {
    delete this.#cases[caseNumber];
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
    writeFileSync(draft, JSON.stringify({ ...this.#told, [CASES]: this.#cases }, null, 2));
    renameSync(draft, this.#file);
  }
}
