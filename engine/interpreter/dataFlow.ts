import type { Node } from '../elements/index.ts';
import type { DataFlow } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { evaluate } from '../expressions/feel.ts';
import { weigh } from './caps.ts';
import { index, type Machine, parentOf, visibleVariables } from './machine.ts';
import { setLocal, setVariables } from './variables.ts';

/** Data objects and properties of a scope, or of an activity, have no value at first. What the case was started with counts as written. */
export function openData(m: Machine, at: Instance): void {
  const names = index(m, at).process.data?.[at.node ?? at.process];
  if (!names) return;
  const view = at.node === null ? visibleVariables(m, at) : {};
  setLocal(at, Object.fromEntries(names.filter((name) => !Object.hasOwn(view, name)).map((name) => [name, null])));
}

/** Data inputs get their values when the node begins (BPMN 2.0, 10.4.2); an input without a source that exists stays empty. */
export function dataIn(m: Machine, token: Instance, node: Node): void {
  if (node.data?.inputs) setLocal(token, moved(m, visibleVariables(m, token), node.data.inputs));
}

/** What came with an event that begins something here is what its data outputs hand on (BPMN 2.0, 10.5.1). */
export function bring(token: Instance, node: Node, came: Variables): void {
  if (node.data?.outputs) setLocal(token, came);
}

/** Data outputs go where they belong when the node is done; an output that was not made changes nothing. */
export function dataOut(m: Machine, token: Instance, node: Node): void {
  if (!node.data?.outputs) return;
  const made = node.data.outputs.filter(({ sources }) => sources.every((name) => token.variables !== undefined && Object.hasOwn(token.variables, name)));
  setVariables(m, parentOf(m, token), moved(m, visibleVariables(m, token), made));
}

/** What is brought outward besides: a data output has its own way. */
export function withoutOutputs(node: Pick<Node, 'data'>, results: Variables): Variables {
  const own = node.data?.own;
  return own ? Object.fromEntries(Object.entries(results).filter(([name]) => !own.includes(name))) : results;
}

function moved(m: Machine, view: Readonly<Record<string, Value>>, flows: readonly DataFlow[]): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const flow of flows) {
    const names = { ...view, ...Object.fromEntries(Object.entries(flow.aliases ?? {}).map(([id, name]) => [id, view[name] ?? null])) };
    const plain = flow.sources.length > 0 && flow.sources.every((name) => Object.hasOwn(view, name));
    if (flow.transformation !== undefined) values[flow.target] = evaluate(flow.transformation, names, m.now);
    else if (!flow.assignments && plain) values[flow.target] = view[flow.sources[0]!]!;
    for (const { from, members } of flow.assignments ?? []) {
      const value = evaluate(from, names, m.now);
      values[flow.target] = members ? withMember(values[flow.target] ?? view[flow.target] ?? null, members, value) : value;
    }
  }
  weigh(m, values);
  return values;
}

/** A copy of a context with one member, however deep, set. */
function withMember(whole: Value, [first, ...rest]: readonly string[], value: Value): Value {
  const context = typeof whole === 'object' && whole !== null && !Array.isArray(whole) ? (whole as Variables) : {};
  return { ...context, [first!]: rest.length === 0 ? value : withMember(context[first!] ?? null, rest, value) };
}
