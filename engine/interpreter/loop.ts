import type { ActivityNode } from '../elements/index.ts';
import type { Instance } from '../state.ts';
import type { Variables } from '../value.ts';
import { stopStepClock } from './clocks.ts';
import { keepCompletion } from './compensation.ts';
import { create, remove, stopWaiting } from './instances.ts';
import { isLive, type Machine } from './machine.ts';
import * as multi from './multiInstance.ts';
import * as standard from './standardLoop.ts';
import { enterActivity, guarded } from './tokens.ts';
import { setLocal } from './variables.ts';

/**
 * What the two kinds of loop have in common (BPMN 2.0, 13.2.6 and 13.2.7): the entering token becomes the body, which
 * holds the boundary events, and each run of the activity is a child of it.
 */
const kindOf = (node: ActivityNode): typeof multi | typeof standard => (node.multiInstance ? multi : standard);

export const isLooping = (node: ActivityNode): boolean => node.multiInstance !== undefined || node.loop !== undefined;

export const enterLoop = (m: Machine, body: Instance, node: ActivityNode): void => kindOf(node).begin(m, body, node);

/** After a run is done, and again when an operator retries: the end, the next run, or waiting for the others. */
export const goOn = (m: Machine, body: Instance, node: ActivityNode): void => kindOf(node).goOn(m, body, node);

/** Ends the activity with what was done so far: open runs are called off, the flows are chosen. */
export const finishLoop = (m: Machine, body: Instance, node: ActivityNode): void => kindOf(node).finish(m, body, node);

/** One run is done: what it has brought is taken over, and the loop goes on. */
export function childDone(m: Machine, body: Instance, child: Instance, node: ActivityNode): void {
  kindOf(node).take(m, body, child, node);
  keepCompletion(m, child, node);
  stopStepClock(m, child);
  stopWaiting(child);
  m.log.push({ type: 'left', process: child.process, element: node.id, instance: child.id, how: 'completed' });
  remove(m, child);
  body.multi!.completed += 1;
  kindOf(node).done(m, body, node, child.variables);
}

/** Lets one more run begin, with variables of its own. */
export function startRun(m: Machine, body: Instance, node: ActivityNode, variables: Variables): void {
  const child = create(m, body.process, node.id, body);
  child.position = body.multi!.started;
  body.multi!.started += 1;
  setLocal(child, { loopCounter: child.position + 1, ...variables });
  m.queue.push({
    token: child,
    run: () => {
      if (isLive(m, child)) guarded(m, child, 'enter', () => enterActivity(m, child));
    },
  });
}
