import type { ActivityNode } from '../elements/index.ts';
import type { Instance } from '../state.ts';
import type { Value } from '../value.ts';
import { evaluate, holds } from '../expressions/feel.ts';
import { stopStepClock } from './clocks.ts';
import { keepCompletion } from './compensation.ts';
import { IncidentRaised } from './incident.ts';
import { clear, create, remove, stopWaiting } from './instances.ts';
import { type Machine, visibleVariables } from './machine.ts';
import { chooseFlows, enterActivity, guarded, take } from './tokens.ts';
import { setVariables, setLocal } from './variables.ts';

/** Most instances one multi-instance activity may have: more is refused (`FANOUT_LIMIT`), use cases of their own. */
export const FANOUT_LIMIT = 1_000;

/**
 * Begins a multi-instance activity (BPMN 2.0, 13.2.7): the entering token becomes the body, each instance a child. The
 * customary counters `nrOfInstances`, `nrOfActiveInstances`, `nrOfCompletedInstances` and `loopCounter` (from 1) are
 * visible inside.
 */
export function enterMultiInstance(m: Machine, body: Instance, node: ActivityNode): void {
  const loop = node.multiInstance!;
  const view = visibleVariables(m, body);
  const items = loop.collection === undefined ? undefined : evaluate(loop.collection, view, m.now);
  if (items !== undefined && !Array.isArray(items)) {
    throw new IncidentRaised('COLLECTION_NOT_A_LIST', `Expected "${loop.collection}" at "${node.id}" to give a list`);
  }
  const total = items === undefined ? cardinality(evaluate(loop.cardinality ?? '1', view, m.now), node.id) : items.length;
  if (total > FANOUT_LIMIT) throw new IncidentRaised('FANOUT_LIMIT', `Expected at most ${FANOUT_LIMIT} instances at "${node.id}", but there are ${total}`);
  body.multi = { total, started: 0, completed: 0, results: Array.from({ length: total }, () => null), ...(items ? { items: [...items] } : {}) };
  count(body);
  if (total === 0) return finish(m, body, node);
  const first = loop.sequential ? 1 : total;
  for (let i = 0; i < first; i += 1) startChild(m, body, node);
}

function startChild(m: Machine, body: Instance, node: ActivityNode): void {
  const multi = body.multi!;
  const position = multi.started;
  multi.started += 1;
  count(body);
  const child = create(m, body.process, node.id, body);
  setLocal(child, {
    loopCounter: position + 1,
    ...(node.multiInstance!.element && multi.items ? { [node.multiInstance!.element]: multi.items[position]! } : {}),
  });
  m.queue.push({
    token: child,
    run: () => {
      if (m.state.instances[child.id]) guarded(m, child, 'enter', () => enterActivity(m, child));
    },
  });
}

/** One instance is done: its output joins the collection; then the condition, the next one, or the end. */
export function childDone(m: Machine, body: Instance, child: Instance, node: ActivityNode): void {
  const loop = node.multiInstance!;
  const multi = body.multi!;
  const view = visibleVariables(m, child);
  if (loop.outputElement) multi.results[(child.variables!.loopCounter as number) - 1] = evaluate(loop.outputElement, view, m.now);
  stopStepClock(m, child);
  stopWaiting(child);
  m.log.push({ type: 'left', process: child.process, element: node.id, instance: child.id, how: 'completed' });
  keepCompletion(m, child, node);
  remove(m, child);
  multi.completed += 1;
  count(body);
  if (loop.outputCollection) setLocal(body, { [loop.outputCollection]: [...multi.results] });
  guarded(m, body, 'leave', () => goOn(m, body, node));
}

/** After an instance is done, and again when an operator retries: the end, the next one, or waiting for the others. */
export function goOn(m: Machine, body: Instance, node: ActivityNode): void {
  const { completionCondition, sequential } = node.multiInstance!;
  const { completed, started, total } = body.multi!;
  const enough = completed > 0 && completionCondition !== undefined && holds(completionCondition, visibleVariables(m, body), m.now);
  // Nobody is left to wait for when all are done, and when an earlier end called the rest off and only the way on failed.
  if (enough || (started === total && body.live === 0)) return finish(m, body, node);
  if (sequential && started === completed) startChild(m, body, node);
}

/** Ends the activity: open instances are called off, the collected output goes out, the flows are chosen. */
export function finish(m: Machine, body: Instance, node: ActivityNode): void {
  clear(m, body);
  const { outputCollection } = node.multiInstance!;
  const results = body.multi!.results;
  if (outputCollection) {
    delete body.variables?.[outputCollection];
    setVariables(m, m.state.instances[body.parent!]!, { [outputCollection]: results });
  }
  const flows = chooseFlows(m, body, node);
  keepCompletion(m, body, node, true);
  take(m, body, flows);
}

function count(body: Instance): void {
  const { total, started, completed } = body.multi!;
  setLocal(body, { nrOfInstances: total, nrOfActiveInstances: started - completed, nrOfCompletedInstances: completed });
}

function cardinality(value: Value, nodeId: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new IncidentRaised('CARDINALITY_INVALID', `Expected a whole number of instances at "${nodeId}", but got ${String(value)}`);
}
