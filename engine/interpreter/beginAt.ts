import type { StartEvent } from '../event.ts';
import type { Node } from '../elements/index.ts';
import type { Trigger } from '../elements/trigger.ts';
import { triggersOf } from '../starts.ts';
import type { Instance } from '../state.ts';
import type { Variables } from '../value.ts';
import { bring } from './dataFlow.ts';
import { converse } from './deliver.ts';
import { create } from './instances.ts';
import { index, isLive, type Machine, nodeById } from './machine.ts';
import { collect } from './parallelMultiple.ts';
import { portOf } from './port.ts';
import { instantiates } from './programIndex.ts';
import { complete, guarded, start } from './tokens.ts';
import { armTrigger } from './triggers.ts';

/** What happened and starts a case. */
export type By = NonNullable<StartEvent['by']>;

/** Begins a scope where something has happened already, and `came` with it: at a start event, or at what instantiates the process. */
export function beginAt(m: Machine, nodeId: string, scope: Instance, came: Variables, by?: By): void {
  const node = nodeById(m, scope, nodeId);
  for (const each of by?.kind === 'message' ? triggersOf(node) : []) {
    if (each.kind === 'message' && (by!.name === undefined || each.name === by!.name)) converse(m, scope, each, { name: each.name, variables: came });
  }
  if (node.kind === 'startEvent') {
    const { trigger } = node;
    if (by && trigger.kind === 'multiple' && trigger.parallel) awaitOthers(m, node, trigger, scope, by);
    else start(m, nodeId, scope, undefined, came);
    return;
  }
  const gateway = gatewayBefore(m, scope, node);
  const token = create(m, scope.process, gateway?.id ?? nodeId, scope);
  bring(token, node, came);
  m.queue.push({
    token,
    run: () => {
      if (!isLive(m, token)) return;
      if (gateway) portOf(m).move(token, nodeId);
      complete(m, token);
    },
  });
  if (gateway?.parallel) for (const flow of gateway.outgoing) if (targetOf(m, scope, flow) !== nodeId) start(m, targetOf(m, scope, flow), scope);
}

/** One trigger of a parallel multiple start has come: the case waits at its start for the others. */
function awaitOthers(m: Machine, node: Node, trigger: Extract<Trigger, { kind: 'multiple' }>, scope: Instance, by: By): void {
  const token = create(m, scope.process, node.id, scope);
  const came = trigger.triggers.findIndex((each) => each.kind === by.kind && (!('name' in each) || by.name === undefined || each.name === by.name));
  m.queue.push({
    token,
    run: () => guarded(m, token, 'enter', () => {
      armTrigger(m, token, node.id, trigger);
      const wait = token.waits?.find(({ part }) => part === came);
      if (wait) collect(m, token, node, wait, { kind: 'conditional' });
    }),
  });
}

const targetOf = (m: Machine, at: Instance, flow: string): string => index(m, at).flows.get(flow)!.target;

function gatewayBefore(m: Machine, scope: Instance, node: Node) {
  const before = node.incoming.map((flow) => nodeById(m, scope, index(m, scope).flows.get(flow)!.source)).find(instantiates);
  return before?.kind === 'eventBasedGateway' ? before : undefined;
}
