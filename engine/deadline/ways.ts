import { isActivity, type Node } from '../elements/index.ts';
import type { ProcessIndex } from '../interpreter/programIndex.ts';

/** What the answers of a situation say about a point; null where they do not decide it. */
export type Decided = (key: string) => boolean | number | null;

/** Flows that a token may take out of a node in a situation: those that surely or possibly hold. */
export function possibleFlows(index: ProcessIndex, node: Node, prefix: string, decided: Decided): string[] {
  const flows = node.outgoing.map((id) => index.flows.get(id)!);
  const fallback = 'default' in node ? node.default : undefined;
  if (node.kind === 'exclusiveGateway' && flows.length > 1) return firstThatHolds(flows, fallback, prefix, decided);
  if (!flows.some(({ condition }) => condition !== undefined) || node.kind === 'parallelGateway') return flows.map(({ id }) => id);
  const held = flows.filter(({ id }) => id !== fallback).map(({ id, condition }) => ({ id, held: condition === undefined ? true : decided(prefix + id) }));
  const possible = held.flatMap(({ id, held: is }) => (is === false ? [] : [id]));
  // The default is taken only where no other is sure.
  return held.some(({ held: is }) => is === true) || fallback === undefined ? possible : [...possible, fallback];
}

function firstThatHolds(flows: readonly { readonly id: string; readonly condition?: string }[], fallback: string | undefined, prefix: string, decided: Decided): string[] {
  const possible: string[] = [];
  for (const { id, condition } of flows) {
    if (id === fallback) continue;
    const held = condition === undefined ? true : decided(prefix + id);
    if (held !== false) possible.push(id);
    if (held === true) return possible;
  }
  return fallback === undefined ? possible : [...possible, fallback];
}

/** Whether a node, once it is reached, waits for somebody or something without a limit of its own. */
export function waitsWithoutLimit(node: Node): boolean {
  if (node.kind === 'intermediateCatchEvent') return node.trigger.kind !== 'link';
  if (!isActivity(node)) return false;
  if (node.kind === 'userTask' || node.kind === 'receiveTask') return true;
  return (node.kind === 'serviceTask' || node.kind === 'sendTask' || node.kind === 'businessRuleTask') && 'mode' in node && node.mode === 'async';
}
