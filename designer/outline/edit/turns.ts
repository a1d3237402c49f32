import type { Drawn } from '../../../engine/drawn.ts';
import { indexOfProcess } from '../../../engine/interpreter/programIndex.ts';
import type { ProcessProgram } from '../../../engine/program.ts';
import { readProcess } from '../../../engine/readProcess.ts';
import { circles } from '../../../engine/rules/circles.ts';
import type { Moddle } from '../../panel/address.ts';

/**
 * Whether a case would turn on and on in one instant if a flow led to a merge on another flow of its scope: the circle
 * that the rule `loopWithoutWait` would find there (B-21).
 */
export function turns(flow: Moddle, onto: string): boolean {
  const { process } = readProcess(flow.$parent as unknown as Drawn);
  const source = process.flows.find(({ id }) => id === flow.id)!.source;
  return circles(indexOfProcess(ledOnto(process, flow.id!, onto))).some(({ inside }) => inside.has(source) && inside.has(merge));
}

/** No id of XML is empty. */
const merge = '';

function ledOnto(process: ProcessProgram, flow: string, onto: string): ProcessProgram {
  const { target } = process.flows.find(({ id }) => id === onto)!;
  const flows = process.flows.map((each) => (each.id === flow || each.id === onto ? { ...each, target: merge } : each));
  const nodes = process.nodes.map((node) => ({ ...node, incoming: node.incoming.flatMap((id) => (id === onto ? [merge] : id === flow ? [] : [id])) }));
  return { ...process, flows: [...flows, { id: merge, source: merge, target }], nodes: [...nodes, { kind: 'exclusiveGateway', id: merge, scope: process.key, incoming: [flow, onto], outgoing: [merge] }] };
}
