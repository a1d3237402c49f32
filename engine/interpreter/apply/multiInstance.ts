import type { ActivityNode } from '../../elements/index.ts';
import { DomainError } from '../../errors.ts';
import type { MultiInstanceEvent } from '../../event.ts';
import type { Program } from '../../program.ts';
import type { Instance, State } from '../../state.ts';
import type { Value } from '../../value.ts';
import { cancel } from '../instances.ts';
import { instanceOf, type Machine, nodeOf } from '../machine.ts';
import { instancesIn, liveOf } from '../live.ts';
import type { Readable } from '../table.ts';
import { indexOf } from '../programIndex.ts';
import { count, FANOUT_LIMIT, goOn, startNext } from '../multiInstance.ts';
import { guarded } from '../tokens.ts';

/** An instance can join or be taken out only while its multi-instance activity runs. @throws DomainError */
export function checkMultiInstance(program: Program, state: State, { action, instance, reason }: MultiInstanceEvent): void {
  if (!reason.trim()) throw new DomainError('REASON_REQUIRED', {}, 'Expected a reason for changing who takes part');
  const found = bodyOf(liveOf(state).instances, instance);
  const node = found && indexOf(program, found.process).nodes.get(found.node!);
  if (!found || !node || !('multiInstance' in node) || !node.multiInstance || (action === 'remove' && found.id === instance)) {
    throw new DomainError('MULTI_INSTANCE_UNKNOWN', {}, `Expected ${instance} to be of a multi-instance activity that runs, but it is not`);
  }
  if (action === 'add' && found.multi!.total >= FANOUT_LIMIT) {
    throw new DomainError('FANOUT_LIMIT', { most: FANOUT_LIMIT }, `Expected at most ${FANOUT_LIMIT} instances, but there would be one more`);
  }
}

/** A multi-instance activity that runs, so that instances can be added and taken out. */
export interface OpenMultiInstance {
  /** The activity as a whole. */
  readonly instance: number;
  readonly process: string;
  readonly node: ActivityNode;
  /** It goes through a list: an instance that is added needs its entry. */
  readonly overList: boolean;
  /** Those that run now, in order of birth; `position` counts from 0. */
  readonly running: readonly { readonly instance: number; readonly position: number; readonly item?: Value }[];
}

/** The multi-instance activities that run in a case, oldest first. */
export function openMultiInstances(program: Program, state: State): readonly OpenMultiInstance[] {
  if (state.status !== 'running') return [];
  const all = instancesIn(state);
  return all.flatMap((body) => {
    const node = body.node === null ? undefined : indexOf(program, body.process).nodes.get(body.node);
    if (!body.multi || !node || !('multiInstance' in node) || !node.multiInstance) return [];
    const { items } = body.multi;
    const running = all.flatMap(({ id, parent, node: of, position }) =>
      parent === body.id && of === body.node && position !== undefined ? [{ instance: id, position, ...(items && { item: items[position] ?? null }) }] : [],
    );
    return [{ instance: body.id, process: body.process, node, overList: items !== undefined, running }];
  });
}

/** The body of the multi-instance activity that an instance is, or belongs to. */
function bodyOf(instances: Readable<Instance>, id: number): Instance | undefined {
  const at = instances.get(id);
  if (at?.multi) return at;
  const parent = instances.get(at?.parent ?? 0);
  return parent?.multi && parent.node === at?.node ? parent : undefined;
}

/** The body stays one token whatever happens inside, so that the flow around it is none the wiser. */
export function changeInstances(m: Machine, event: MultiInstanceEvent): void {
  const body = instanceOf(m, bodyOf(m.instances, event.instance)!.id);
  const node = nodeOf(m, body) as ActivityNode;
  const multi = body.multi!;
  if (event.action === 'add') {
    multi.total += 1;
    multi.results = [...multi.results, null];
    if (multi.items) multi.items = [...multi.items, event.item ?? null];
    m.log.push({ type: 'multiInstance', action: 'added', element: node.id, instance: body.id, position: multi.results.length - 1, reason: event.reason });
    if (node.multiInstance!.sequential) count(body);
    else guarded(m, body, 'leave', () => startNext(m, body, node));
    return;
  }
  const child = instanceOf(m, event.instance);
  m.log.push({ type: 'multiInstance', action: 'removed', element: node.id, instance: child.id, position: child.position!, reason: event.reason });
  multi.total -= 1;
  multi.terminated = (multi.terminated ?? 0) + 1;
  multi.removed = [...(multi.removed ?? []), child.position!];
  cancel(m, child);
  count(body);
  m.queue.push({ token: body, run: () => guarded(m, body, 'leave', () => goOn(m, body, node)) });
}
