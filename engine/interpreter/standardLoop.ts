import type { ActivityNode } from '../elements/index.ts';
import type { Instance } from '../state.ts';
import { keepCompletion } from './compensation.ts';
import { clear } from './instances.ts';
import { startRun } from './loop.ts';
import type { Machine } from './machine.ts';
import { chooseFlows, guarded, take as leaveBy, test } from './tokens.ts';
import { setLocal } from './variables.ts';

/**
 * Begins a standard loop (BPMN 2.0, 13.2.6): one run after another while the condition holds. `loopCounter` counts the
 * runs begun, so that it is 0 when the condition is asked before the first.
 */
export function begin(m: Machine, body: Instance, node: ActivityNode): void {
  body.multi = { total: 0, started: 0, completed: 0, results: [] };
  setLocal(body, { loopCounter: 0 });
  goOn(m, body, node);
}

/** Another run, or the end. Only asked when no run is open. */
export function goOn(m: Machine, body: Instance, node: ActivityNode): void {
  if (!again(m, body, node)) return finish(m, body, node);
  startRun(m, body, node, {});
  setLocal(body, { loopCounter: body.multi!.started });
}

function again(m: Machine, body: Instance, node: ActivityNode): boolean {
  const { condition, testBefore, maximum } = node.loop!;
  const { started } = body.multi!;
  if (maximum !== undefined && started >= maximum) return false;
  if (started === 0 && !testBefore) return true;
  return condition === undefined || test(m, body, condition);
}

/** What a run has written stands outside already. */
export function take(): void {}

export function done(m: Machine, body: Instance, node: ActivityNode): void {
  guarded(m, body, 'leave', () => goOn(m, body, node));
}

export function finish(m: Machine, body: Instance, node: ActivityNode): void {
  clear(m, body);
  const flows = chooseFlows(m, body, node);
  keepCompletion(m, body, node, true);
  leaveBy(m, body, flows);
}
