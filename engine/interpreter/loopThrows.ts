import { throwFrom } from '../elements/throwing/index.ts';
import type { LoopThrow } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Variables } from '../value.ts';
import type { Machine } from './machine.ts';
import { portOf } from './port.ts';
import { test } from './tokens.ts';

/** An instance of a multi-instance activity is done: the body throws what is drawn for it (BPMN 2.0, 10.3.7: behavior). */
export function throwsOf(m: Machine, body: Instance, throws: readonly LoopThrow[], seen: Variables): void {
  for (const { at, trigger, condition } of throws) {
    if (at === 'first' && body.multi!.completed > 1) continue;
    if (condition === undefined || test(m, body, condition, seen)) throwFrom(trigger, body, portOf(m));
  }
}
