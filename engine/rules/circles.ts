import type { Node } from '../elements/index.ts';
import { type Trigger, triggersIn } from '../elements/trigger.ts';
import { addDuration } from '../clock/iso8601.ts';
import { constantOf } from '../expressions/constant.ts';
import type { ProcessIndex } from '../interpreter/programIndex.ts';

/** A circle of flows in which nothing waits. */
export interface Circle {
  readonly scope: string;
  /** Where tokens come into it. */
  readonly at: string;
  /** Once round, elements and flows. */
  readonly path: readonly string[];
  /** Every element that stands on it: it may be gone round in several ways. */
  readonly inside: ReadonlySet<string>;
}

const PASSING: ReadonlySet<Node['kind']> = new Set(['exclusiveGateway', 'inclusiveGateway', 'complexGateway', 'parallelGateway', 'task', 'manualTask', 'scriptTask', 'boundaryEvent', 'startEvent', 'endEvent'] as const);

const SCOPES: ReadonlySet<Node['kind']> = new Set(['subProcess', 'transaction', 'adHocSubProcess'] as const);

/**
 * The circles a token can turn in without anybody or anything being waited for: strongly connected parts of the flow
 * between elements that take no time. A parallel join belongs to one only if all that it waits for does.
 */
export function circles(index: ProcessIndex): Circle[] {
  const through = new Map<string, boolean>();
  let inside = new Set(index.process.nodes.filter((node) => passes(index, node, through)).map(({ id }) => id));
  for (;;) {
    const parts = connected(index, inside);
    const partOf = new Map(parts.flatMap((part, i) => part.map((id): [string, number] => [id, i])));
    const held = [...partOf].filter(([id, part]) => waitsForOthers(index, id, (source) => partOf.get(source) === part)).map(([id]) => id);
    if (held.length === 0) return parts.map((part) => circle(index, part));
    inside = new Set([...inside].filter((id) => !held.includes(id)));
  }
}

function waitsForOthers(index: ProcessIndex, id: string, here: (source: string) => boolean): boolean {
  const node = index.nodes.get(id)!;
  return node.kind === 'parallelGateway' && node.incoming.some((flow) => !here(index.flows.get(flow)!.source));
}

/** Whether a token can come through without waiting; through a sub-process, along some way from a beginning to an end. */
function passes(index: ProcessIndex, node: Node, known: Map<string, boolean>): boolean {
  if (node.kind === 'intermediateThrowEvent') return true;
  if (node.kind === 'intermediateCatchEvent') return triggersIn(node.trigger).some(isPast);
  if (node.kind === 'sendTask') return node.sends !== undefined;
  if (node.kind === 'businessRuleTask') return node.decision !== undefined;
  if (node.kind === 'adHocSubProcess' && node.byPerson) return false;
  if (!SCOPES.has(node.kind)) return PASSING.has(node.kind);
  const before = known.get(node.id);
  if (before !== undefined) return before;
  known.set(node.id, false);
  const content = index.contents.get(node.id) ?? [];
  const found = content.length === 0 || wayThrough(index, content, known);
  known.set(node.id, found);
  return found;
}

/** What waits for nothing, or for nothing any more the second time round: a link, no time at all, a date. */
function isPast(trigger: Trigger): boolean {
  if (trigger.kind === 'link') return true;
  if (trigger.kind !== 'timer') return false;
  const text = trigger.feel ? constantOf(trigger.text) : trigger.text;
  if (trigger.form === 'date') return typeof text === 'string';
  if (trigger.form === 'workingDays') return Number(text) === 0;
  if (trigger.form !== 'duration' || typeof text !== 'string') return false;
  try {
    return addDuration(EPOCH, text) <= EPOCH;
  } catch {
    return false;
  }
}

const EPOCH = '2024-01-01T00:00:00.000Z';

function wayThrough(index: ProcessIndex, content: readonly Node[], known: Map<string, boolean>): boolean {
  const seen = new Set<string>();
  const open = content.filter(({ kind, incoming }) => incoming.length === 0 && kind !== 'boundaryEvent' && kind !== 'eventSubProcess').map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = index.nodes.get(id)!;
    if (seen.has(id) || !passes(index, node, known)) continue;
    seen.add(id);
    const next = index.successors(id);
    if (next.length === 0) return true;
    open.push(...next);
  }
  return false;
}

/** Strongly connected parts with a circle in them, by Tarjan's walk on a stack of its own. */
function connected(index: ProcessIndex, inside: ReadonlySet<string>): string[][] {
  const next = (id: string): string[] => index.successors(id).filter((each) => inside.has(each));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const held: string[] = [];
  const holds = new Set<string>();
  const parts: string[][] = [];
  for (const from of inside) {
    if (order.has(from)) continue;
    const stack = [{ id: from, next: enter(from) }];
    while (stack.length > 0) {
      const { id, next: open } = stack.at(-1)!;
      const to = open.shift();
      if (to !== undefined) {
        if (!order.has(to)) stack.push({ id: to, next: enter(to) });
        else if (holds.has(to)) low.set(id, Math.min(low.get(id)!, order.get(to)!));
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      if (above) low.set(above.id, Math.min(low.get(above.id)!, low.get(id)!));
      if (low.get(id) !== order.get(id)) continue;
      const part = held.splice(held.indexOf(id));
      for (const each of part) holds.delete(each);
      if (part.length > 1 || next(id).includes(id)) parts.push(part);
    }
  }
  return parts;

  function enter(id: string): string[] {
    order.set(id, order.size);
    low.set(id, order.get(id)!);
    held.push(id);
    holds.add(id);
    return next(id);
  }
}

function circle(index: ProcessIndex, part: readonly string[]): Circle {
  const inside = new Set(part);
  const inOrder = index.process.nodes.filter(({ id }) => inside.has(id));
  const entered = inOrder.find((node) => node.incoming.some((flow) => !inside.has(index.flows.get(flow)!.source))) ?? inOrder[0]!;
  return { scope: entered.scope, at: entered.id, path: onceRound(index, entered.id, inside), inside };
}

/** The shortest way from an element back to itself. */
function onceRound(index: ProcessIndex, from: string, inside: ReadonlySet<string>): string[] {
  const ways = new Map<string, string[]>();
  const open = [{ id: from, way: [from] }];
  for (let at = open.shift(); at; at = open.shift()) {
    for (const id of index.successors(at.id)) {
      const flow = index.nodes.get(at.id)!.outgoing.find((each) => index.flows.get(each)!.target === id);
      const way = flow === undefined ? at.way : [...at.way, flow];
      if (id === from) return way;
      if (!inside.has(id) || ways.has(id)) continue;
      ways.set(id, way);
      open.push({ id, way: [...way, id] });
    }
  }
  return [from];
}
