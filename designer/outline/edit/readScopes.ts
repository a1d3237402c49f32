import type { FlowEdge, FlowNode, Scope } from '../tree/block.ts';
import { parseScope } from '../tree/parse.ts';
import type { Moddle } from '../../panel/address.ts';

/** The blocks of every scope of a process, by the id of the process or sub-process. */
export type Scopes = ReadonlyMap<string, Scope>;

/** Reads the flows of a process and of all sub-processes in it, in the order of the text: branches are asked in this order. */
export function readScopes(process: Moddle): Scopes {
  const scopes = new Map<string, Scope>();
  const read = (holder: Moddle): void => {
    const elements = (holder.get('flowElements') as readonly Moddle[] | undefined) ?? [];
    const nodes = elements.filter((each) => each.$instanceOf?.('bpmn:FlowNode') === true);
    const flows = elements.filter((each) => each.$type === 'bpmn:SequenceFlow');
    scopes.set(holder.id!, parseScope(nodes.map(nodeOf), flows.flatMap(edgeOf)));
    for (const node of nodes) if (node.$instanceOf?.('bpmn:SubProcess') === true) read(node);
  };
  read(process);
  return scopes;
}

/** Whether a node stands beside the flow: an event begins it, or compensation does. Nothing leads to it, and it leads nowhere. */
export const isAside = (node: Moddle): boolean =>
  node.$instanceOf?.('bpmn:Activity') === true && (node.get('isForCompensation') === true || (node.$instanceOf('bpmn:SubProcess') && node.get('triggeredByEvent') === true));

function nodeOf(node: Moddle): FlowNode {
  const host = node.$type === 'bpmn:BoundaryEvent' ? (node.get('attachedToRef') as Moddle | undefined) : undefined;
  return { id: node.id!, type: node.$type, attachedTo: host?.id ?? null, ...(isAside(node) ? { aside: true } : {}) };
}

function edgeOf(flow: Moddle): FlowEdge[] {
  const source = (flow.get('sourceRef') as Moddle | undefined)?.id;
  const target = (flow.get('targetRef') as Moddle | undefined)?.id;
  return source === undefined || target === undefined ? [] : [{ id: flow.id!, source, target }];
}
