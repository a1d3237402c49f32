import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { children, incoming, isAsleep, isFlowNode, nameOf, outgoing } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/**
 * Where a node lists its flows (`incoming`, `outgoing`), the list is that of the flows which name the node (BPMN 2.0,
 * 8.4.13). A drawing may leave the lists out altogether; it may not list other flows, or half of them.
 */
export const bothEnds: StandardRule = {
  id: 'both-ends',
  check(source) {
    const nodes = source.parts.filter((part) => isFlowNode(part) && part.id !== undefined && !isAsleep(source, part));
    const listed = nodes.some((node) => listOf(source, node, 'incoming').length + listOf(source, node, 'outgoing').length > 0);
    if (!listed) return [];
    return nodes.flatMap((node) => [...compare(source, node, 'incoming', incoming(source, node)), ...compare(source, node, 'outgoing', outgoing(source, node))]);
  },
};

const listOf = (source: Source, node: Part, side: 'incoming' | 'outgoing'): string[] => children(node, side).map(({ text }) => nameOf(source, text) ?? text);

function compare(source: Source, node: Part, side: 'incoming' | 'outgoing', flows: readonly Part[]): Problem[] {
  const list = listOf(source, node, side);
  const other = side === 'incoming' ? 'outgoing' : 'incoming';
  const strange = list.filter((id) => !flows.some((flow) => flow.id === id));
  const unlisted = flows.filter(({ id }) => id !== undefined && !list.includes(id) && (list.length > 0 || isListedAt(source, id, other)));
  return [
    ...strange.map((flow) => broken(node, side === 'incoming' ? 'INCOMING_ELSEWHERE' : 'OUTGOING_ELSEWHERE', { flow })),
    ...unlisted.map(({ id }) => broken(node, side === 'incoming' ? 'INCOMING_NOT_LISTED' : 'OUTGOING_NOT_LISTED', { flow: id! })),
  ];
}

const isListedAt = (source: Source, flow: string, side: 'incoming' | 'outgoing'): boolean => source.parts.some((part) => part.type === side && nameOf(source, part.text) === flow);
