import { z } from 'zod';
import type { Node } from '../../engine/elements/index.ts';
import { type Offer, offersOf } from '../../engine/interpreter/offers.ts';
import type { Program } from '../../engine/program.ts';
import type { Token } from '../../engine/snapshot.ts';
import { stateOf } from '../engine/stateOf.ts';
import type { Language } from '../http/problem.ts';
import type { Role } from '../identity/roles.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { fromText } from '../readModel/json.ts';
import type { Case } from './Case.ts';
import { programOf } from './programOf.ts';

export const activationShape = z.array(
  z.object({
    scope: z.int().describe('Instance of the open ad-hoc sub-process'),
    within: z.string().describe('Its name'),
    node: z.string().describe("The activity's id"),
    name: z.string(),
    kind: z.string(),
    department: z.string().nullable(),
    allowed: z.boolean().describe('Whether the caller may begin it'),
  }),
);

/** What a person chooses. */
export const choice = z.object({ scope: z.int().positive(), node: z.string().min(1).max(255).describe("The activity's id") });

type Parts = Pick<OutboxParts, 'cases'>;

/** Everything that persons may begin in a case, also what has to wait for another activity to be done. */
export async function offersIn(em: EntityManager, parts: Parts, found: Case): Promise<readonly Offer[]> {
  const program = await programOf(em, found);
  // Most cases have no such sub-process open: then nothing is executed again.
  if (program === null || !hasToken(program, found, (node) => node.kind === 'adHocSubProcess' && node.byPerson === true)) return [];
  const state = await stateOf(em, parts, found, program);
  return state === null ? [] : offersOf(program, state);
}

/** Whether a token of a running case stands at such an element. */
export function hasToken(program: Program, found: Case, such: (node: Node) => boolean): boolean {
  if (found.status !== 'running') return false;
  return fromText<readonly Token[]>(found.tokens).some(({ process, element }) => program.processes[process]?.nodes.some((node) => node.id === element && such(node)));
}

/** What can be begun in a case now, named for the caller; `allowed` says by department whether the caller may. */
export async function activationsOf(em: EntityManager, parts: Parts, found: Case, language: Language, allowed: (department: string | null) => boolean): Promise<z.input<typeof activationShape>> {
  const offers = (await offersIn(em, parts, found)).filter(({ busy }) => !busy);
  return offers.map(({ scope, within, node, department }) => ({ scope, within: nameOf(within, language), node: node.id, name: nameOf(node, language), kind: node.kind, department, allowed: allowed(department) }));
}

/** A step's name as its reader reads it. */
export const nameOf = ({ id, name, nameEn }: Pick<Node, 'id' | 'name' | 'nameEn'>, language: Language): string => (language === 'en' ? nameEn : undefined) ?? name ?? id;

/**
 * The right by which a caller begins an activity: as an officer or clerk of the department that leads the case or whose
 * step it is, else as the platform's operator or administrator; undefined without one.
 */
export function rightToBegin({ department: own, roles }: Pick<SignedIn, 'department' | 'roles'>, { leadDepartment }: Pick<Case, 'leadDepartment'>, department: string | null): Role | undefined {
  const theirs = own !== null && (own === leadDepartment || own === department);
  const rights: readonly Role[] = theirs ? ['approver', 'clerk', 'operator', 'administrator'] : ['operator', 'administrator'];
  return rights.find((role) => roles.includes(role));
}
