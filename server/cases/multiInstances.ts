import { z } from 'zod';
import type { MultiInstanceEvent } from '../../engine/event.ts';
import { openMultiInstances } from '../../engine/interpreter/apply/multiInstance.ts';
import type { Value } from '../../engine/value.ts';
import { stateOf } from '../engine/stateOf.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { hasToken, nameOf } from './activations.ts';
import type { Case } from './Case.ts';
import { plainText } from './plainText.ts';
import { programOf } from './programOf.ts';

export const multiInstanceShape = z.array(
  z.object({
    instance: z.int().describe('The activity as a whole: what is added to'),
    element: z.string(),
    name: z.string(),
    sequential: z.boolean(),
    overList: z.boolean().describe('An instance that is added needs its entry of the list'),
    running: z.array(z.object({ instance: z.int(), position: z.int().describe('From 1'), item: z.json().optional() })).describe('Those that can be taken out'),
  }),
);

/** What is asked: one more, or one fewer. */
export const multiInstanceChange = z.object({
  action: z.enum(['add', 'remove']),
  instance: z.int().positive().describe('add: the activity as a whole or one of its instances; remove: the instance'),
  item: z.json().optional().describe('add, over a list: the entry of the new instance. No personal data: it becomes part of the history'),
  reason: plainText(1000),
});

/** The change as the event of a case. */
export const changeEvent = ({ item, ...change }: z.output<typeof multiInstanceChange>): MultiInstanceEvent => ({ type: 'multiInstance', ...change, ...(item !== undefined && { item: item as Value }) });

/** Multi-instance activities of a case that run, named for the caller. */
export async function multiInstancesOf(em: EntityManager, parts: Pick<OutboxParts, 'cases'>, found: Case, language: Language): Promise<z.input<typeof multiInstanceShape>> {
  const program = await programOf(em, found);
  if (program === null || !hasToken(program, found, (node) => 'multiInstance' in node && node.multiInstance !== undefined)) return [];
  const state = await stateOf(em, parts, found, program);
  if (state === null) return [];
  return openMultiInstances(program, state).map(({ instance, node, overList, running }) => ({
    instance,
    element: node.id,
    name: nameOf(node, language),
    sequential: node.multiInstance!.sequential,
    overList,
    running: running.map(({ instance: id, position, item }) => ({ instance: id, position: position + 1, ...(item !== undefined && { item: item as never }) })),
  }));
}
