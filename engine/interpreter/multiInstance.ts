import type { ActivityNode } from '../elements/index.ts';
import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { evaluate } from '../expressions/feel.ts';
import { keepCompletion } from './compensation.ts';
import { dataOut, withoutOutputs } from './dataFlow.ts';
import { IncidentRaised } from './incident.ts';
import { clear } from './instances.ts';
import { startRun } from './loop.ts';
import { throwsOf } from './loopThrows.ts';
import { index, isLive, type Machine, parentOf, visibleVariables } from './machine.ts';
import { chooseFlows, guarded, take as leaveBy, test } from './tokens.ts';
import { setLocal, setVariables } from './variables.ts';

/** Most instances one multi-instance activity may have: more is refused (`FANOUT_LIMIT`), use cases of their own. */
export const FANOUT_LIMIT = 1_000;

/**
 * Begins a multi-instance activity (BPMN 2.0, 13.2.7). The customary counters `nrOfInstances`, `nrOfActiveInstances`,
 * `nrOfCompletedInstances`, `nrOfTerminatedInstances` and `loopCounter` (from 1) are visible inside.
 */
export function begin(m: Machine, body: Instance, node: ActivityNode): void {
  const loop = node.multiInstance!;
  const items = itemsOf(m, body, node);
  const total = items === undefined ? cardinality(evaluate(loop.cardinality ?? '1', visibleVariables(m, body), m.now), node.id) : items.length;
  if (total > FANOUT_LIMIT) throw new IncidentRaised('FANOUT_LIMIT', `Expected at most ${FANOUT_LIMIT} instances at "${node.id}", but there are ${total}`);
  body.multi = { total, started: 0, completed: 0, results: Array.from({ length: total }, () => null), ...(items ? { items: [...items] } : {}) };
  count(body);
  if (total === 0) return finish(m, body, node);
  const first = loop.sequential ? 1 : total;
  for (let i = 0; i < first; i += 1) startNext(m, body, node);
}

/** The list that is gone through; undefined where a number of instances is drawn. */
function itemsOf(m: Machine, body: Instance, node: ActivityNode): readonly Value[] | undefined {
  const { collection, collectionName } = node.multiInstance!;
  const view = visibleVariables(m, body);
  if (collection === undefined && collectionName === undefined) return undefined;
  if (collection === undefined && !Object.hasOwn(view, collectionName!)) {
    throw new IncidentRaised('VAR_UNDEFINED', `Expected the list "${collectionName}" of "${node.id}" to have a value, but it has none`);
  }
  const items = collection === undefined ? view[collectionName!] : evaluate(collection, view, m.now);
  if (Array.isArray(items)) return items as readonly Value[];
  throw new IncidentRaised('COLLECTION_NOT_A_LIST', `Expected "${collection ?? collectionName}" at "${node.id}" to give a list`);
}

/** Lets the next instance begin, with its entry of the list. */
export function startNext(m: Machine, body: Instance, node: ActivityNode): void {
  const { items, started } = body.multi!;
  const name = node.multiInstance!.element;
  startRun(m, body, node, name && items ? { [name]: items[started]! } : {});
  count(body);
}

/** An instance is done: its output joins the collection. */
export function take(m: Machine, body: Instance, child: Instance, node: ActivityNode): void {
  const loop = node.multiInstance!;
  const view = visibleVariables(m, child);
  if (loop.outputElement) body.multi!.results[child.position!] = evaluate(loop.outputElement, view, m.now, index(m, child).money);
  else if (loop.outputName) body.multi!.results[child.position!] = view[loop.outputName] ?? null;
}

/** `seen`: variables of the instance that is done, which conditions look at beside those around it. */
export function done(m: Machine, body: Instance, node: ActivityNode, seen: Variables = {}): void {
  count(body);
  const { outputCollection, throws } = node.multiInstance!;
  if (outputCollection) setLocal(body, { [outputCollection]: resultsOf(body) });
  if (!throws) return guarded(m, body, 'leave', () => goOn(m, body, node, seen));
  guarded(m, body, 'leave', () => throwsOf(m, body, throws, seen));
  const { completed } = body.multi!;
  // What catches the events at the activity's edge comes before its own end; of several done at once the last one looks.
  m.queue.push({
    token: body,
    run: () => {
      if (isLive(m, body) && body.incident === undefined && body.multi!.completed === completed) guarded(m, body, 'leave', () => goOn(m, body, node, seen));
    },
  });
}

/** After an instance is done, added or taken out, and again when an operator retries: the end, the next one, or waiting for the others. */
export function goOn(m: Machine, body: Instance, node: ActivityNode, seen: Variables = {}): void {
  const { completionCondition, sequential } = node.multiInstance!;
  const { completed } = body.multi!;
  const enough = completed > 0 && completionCondition !== undefined && test(m, body, completionCondition, seen);
  // Nobody is left to wait for when all are done, and when an earlier end called the rest off and only the way on failed.
  if (enough || (allStarted(body) && body.live === 0)) return finish(m, body, node);
  if (sequential && body.live === 0) startNext(m, body, node);
}

const allStarted = ({ multi }: Instance): boolean => multi!.started === multi!.total + (multi!.removed?.length ?? 0);

/** Ends the activity: open instances are called off, the collected output goes out, the flows are chosen. */
export function finish(m: Machine, body: Instance, node: ActivityNode): void {
  clear(m, body);
  const { outputCollection } = node.multiInstance!;
  if (outputCollection) {
    const results = resultsOf(body);
    if (body.variables && Object.hasOwn(body.variables, outputCollection)) {
      const { [outputCollection]: _partial, ...others } = body.variables;
      body.variables = others;
    }
    setVariables(m, parentOf(m, body), withoutOutputs(node, { [outputCollection]: results }));
    if (node.data?.outputs) {
      setLocal(body, { [outputCollection]: results });
      dataOut(m, body, node);
    }
  }
  const flows = chooseFlows(m, body, node);
  keepCompletion(m, body, node, true);
  leaveBy(m, body, flows);
}

/** Entries of instances that were taken out are left out. */
const resultsOf = ({ multi }: Instance): Value[] => multi!.results.filter((_result, position) => !multi!.removed?.includes(position));

/** Writes the counters where the instances see them. */
export function count(body: Instance): void {
  const { total, started, completed, terminated = 0 } = body.multi!;
  setLocal(body, { nrOfInstances: total, nrOfActiveInstances: started - completed - terminated, nrOfCompletedInstances: completed, nrOfTerminatedInstances: terminated });
}

function cardinality(value: Value, nodeId: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new IncidentRaised('CARDINALITY_INVALID', `Expected a whole number of instances at "${nodeId}", but got ${String(value)}`);
}

