import { addEdge, copyNet, dropEdge, edgesOf, END, lead, type Net, type NetEdge, type NetNode, TERMINATE } from './net.ts';

/**
 * Reduces a net by rules each of which leaves its verdict as it is (docs/decisions/0005): sequences, parallel ways between
 * a split and a join that fit, loops, gateways in a row. A block-structured flow comes down to one edge; what is left of
 * another is for the search. The net given is not changed.
 */
export function reduce(given: Net): Net {
  const net = copyNet(given);
  for (let changed = true; changed; ) {
    changed = false;
    // Nodes taken out by a rule are passed over by the walk itself.
    for (const node of net.nodes.values()) {
      if (sequence(net, node) || waysTogether(net, node) || vanishing(net, node) || loop(net, node) || row(net, node)) changed = true;
    }
  }
  return net;
}

const FIXED: ReadonlySet<NetNode['op']> = new Set(['source', 'end', 'terminate', 'complexJoin'] as const);

/** One way in and one way out: the node is part of the way. */
function sequence(net: Net, node: NetNode): boolean {
  if (FIXED.has(node.op) || node.in.length !== 1 || node.out.length !== 1) return false;
  const [[before], [after]] = [edgesOf(net, node.in), edgesOf(net, node.out)] as [[NetEdge], [NetEdge]];
  if (before === after || after.exit === 'beside') return false;
  // The edge keeps its place among the ways out of the node before.
  const stays = before.rest !== null || node.op === 'rest';
  const begun = stays ? before.begun : [...before.path, ...after.begun];
  replace(net, before, { to: after.to, begun, rest: before.rest ?? (node.op === 'rest' ? node.shown : after.rest), path: [...before.path, ...after.path], covers: [...before.covers, ...after.covers] });
  dropEdge(net, after);
  net.nodes.delete(node.id);
  return true;
}

function replace(net: Net, edge: NetEdge, by: Pick<NetEdge, 'to' | 'rest' | 'path' | 'begun' | 'covers'>): void {
  lead(net, edge, by.to);
  Object.assign(edge, by);
}

/** Ways from one split to one join that fit each other are one way. */
function waysTogether(net: Net, split: NetNode): boolean {
  const joins = FIT[split.op];
  if (joins === undefined || split.out.length < 2) return false;
  const ways = edgesOf(net, split.out);
  for (const [i, one] of ways.entries()) {
    const other = ways.slice(i + 1).find(({ to }) => to === one.to);
    if (!other || !joins.has(net.nodes.get(one.to)!.op) || one.exit === 'beside' || other.exit === 'beside' || hidesRest(one, other)) continue;
    unite(split, one, other);
    one.covers = [...one.covers, ...other.covers];
    if (one.exit && (one.exit === 'done' || other.exit === 'done')) one.exit = 'done';
    if (one.taken) one.taken = one.taken === 'always' || other.taken === 'always' ? 'always' : 'choice';
    dropEdge(net, other);
    return true;
  }
  return false;
}

/** Staying on the default way says that no other was taken: a choice without a place to stay can't stand for it. */
const hidesRest = (one: NetEdge, other: NetEdge): boolean =>
  (one.taken === 'default' && one.rest !== null && other.rest === null) || (other.taken === 'default' && other.rest !== null && one.rest === null);

/** One way stands for two: both are gone where the split can take both, else either; a default way only for want of another. */
function unite(split: NetNode, one: NetEdge, other: NetEdge): void {
  if (split.op === 'andSplit' || (split.op === 'orSplit' && one.taken !== 'default' && other.taken !== 'default')) {
    one.path = [...one.path, ...other.path];
    one.begun = [...one.begun, ...other.begun];
  } else {
    const [shown, hidden] = one.taken === 'default' ? [other, one] : [one, other];
    one.begun = shown.rest === null && hidden.rest !== null ? hidden.begun : shown.begun;
    one.path = shown.path;
  }
  one.rest ??= other.rest;
}

/** Which joins make one of the ways of a split. */
const FIT: Readonly<Partial<Record<NetNode['op'], ReadonlySet<NetNode['op']>>>> = {
  andSplit: new Set(['andJoin', 'orJoin', 'end'] as const),
  orSplit: new Set(['orJoin', 'end'] as const),
  xorSplit: new Set(['xorMerge', 'orJoin', 'end', 'terminate'] as const),
  rest: new Set(['xorMerge', 'orJoin', 'end', 'terminate'] as const),
};

/** A parallel way that ends at once is as good as none. */
function vanishing(net: Net, split: NetNode): boolean {
  if (split.op !== 'andSplit' || split.out.length < 2) return false;
  const ways = edgesOf(net, split.out);
  const gone = ways.find(({ to, rest }) => to === END && rest === null);
  const other = ways.find((each) => each !== gone);
  if (!gone || !other) return false;
  other.path = [...gone.path, ...other.path];
  other.begun = [...gone.path, ...other.begun];
  other.covers = [...gone.covers, ...other.covers];
  dropEdge(net, gone);
  return true;
}

/** A way straight back to the merge before: the token goes round and comes out again. */
function loop(net: Net, merge: NetNode): boolean {
  if (merge.op !== 'xorMerge' || merge.out.length !== 1) return false;
  const [forth] = edgesOf(net, merge.out) as [NetEdge];
  const split = net.nodes.get(forth.to)!;
  if ((split.op !== 'xorSplit' && split.op !== 'rest') || split.in.length !== 1 || split.out.length < 2) return false;
  const back = edgesOf(net, split.out).find(({ to, exit }) => to === merge.id && exit !== 'beside');
  // A circle in which nothing waits is another rule's.
  if (!back || (forth.rest === null && back.rest === null && split.op !== 'rest')) return false;
  if (edgesOf(net, split.out).every(({ to, exit }) => to === merge.id || exit === 'beside')) return false;
  // A token that would stay on the way back stays on the way forth instead; at a rest it stays there.
  if (split.op !== 'rest') {
    if (forth.rest === null) forth.begun = [...forth.path, ...back.begun];
    forth.rest ??= back.rest;
  }
  forth.covers = [...forth.covers, ...back.covers];
  dropEdge(net, back);
  if (back.exit === 'done') keepDone(edgesOf(net, split.out));
  return true;
}

/** A step is done by some way. */
function keepDone(ways: readonly NetEdge[]): void {
  const first = ways.find(({ exit }) => exit === 'event');
  if (first && !ways.some(({ exit }) => exit === 'done')) first.exit = 'done';
}

/** Two gateways of a kind in a row, nothing between them, are one. */
function row(net: Net, node: NetNode): boolean {
  if (node.op === 'xorMerge') return rowOfMerges(net, node);
  if (node.op !== 'xorSplit' && node.op !== 'andSplit') return false;
  const between = edgesOf(net, node.out).find(({ to, rest }) => rest === null && to !== node.id && net.nodes.get(to)!.op === node.op && net.nodes.get(to)!.in.length === 1);
  if (!between) return false;
  const next = net.nodes.get(between.to)!;
  for (const [i, edge] of edgesOf(net, next.out).entries()) {
    // Of parallel ways one tells what all have passed.
    const before = i === 0 || node.op === 'xorSplit' ? between.path : [];
    addEdge(net, { from: node.id, to: edge.to, rest: edge.rest, path: [...before, ...edge.path], begun: [...before, ...edge.begun], covers: [...between.covers, ...edge.covers] });
    dropEdge(net, edge);
  }
  dropEdge(net, between);
  net.nodes.delete(next.id);
  return true;
}

function rowOfMerges(net: Net, node: NetNode): boolean {
  if (node.out.length !== 1) return false;
  const [between] = edgesOf(net, node.out) as [NetEdge];
  const next = net.nodes.get(between.to)!;
  const fits = next.op === 'xorMerge' || next.id === END || next.id === TERMINATE;
  if (between.rest !== null || next === node || !fits) return false;
  for (const edge of edgesOf(net, node.in)) replace(net, edge, { to: next.id, rest: edge.rest, path: [...edge.path, ...between.path], begun: edge.rest === null ? [...edge.path, ...between.path] : edge.begun, covers: [...edge.covers, ...between.covers] });
  dropEdge(net, between);
  net.nodes.delete(node.id);
  return true;
}
