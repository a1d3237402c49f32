import { z } from 'zod';
import { moveTargets } from '../../engine/interpreter/move.ts';
import type { Token } from '../../engine/snapshot.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { fromText } from '../readModel/json.ts';
import { nameOf } from './activations.ts';
import type { Case } from './Case.ts';
import { programOf } from './programOf.ts';

export const moveTargetShape = z.array(
  z.object({
    element: z.string(),
    name: z.string(),
    kind: z.string(),
    within: z.string().nullable().describe('The sub-process it lies in, by name; null at the top of the process'),
  }),
);

/** Elements to which a token of a case, or everything of its process (no instance), may be moved by what they are. */
export async function targetsOf(em: EntityManager, found: Case, instance: number | undefined, language: Language): Promise<z.input<typeof moveTargetShape>> {
  const program = await programOf(em, found);
  const token = fromText<readonly Token[]>(found.tokens).find((each) => each.instance === instance);
  const process = token?.process ?? program?.main;
  if (program === null || process === undefined || !program.processes[process]) return [];
  const nodes = program.processes[process].nodes;
  const named = (id: string): string => nameOf(nodes.find((each) => each.id === id) ?? { id }, language);
  return moveTargets(program, process, token?.element ?? null).map(({ id, kind, scope }) => ({ element: id, name: named(id), kind, within: scope === process ? null : named(scope) }));
}
