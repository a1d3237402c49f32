import type { ActivityNode } from '../elements/index.ts';
import { isActivity } from '../elements/index.ts';
import type { Incident, Instance } from '../state.ts';
import { clear, stopWaiting } from './instances.ts';
import { askAgain } from './jobs.ts';
import { isLoopChild, type Machine, nodeOf } from './machine.ts';
import { finishLoop, goOn } from './loop.ts';
import { portOf } from './port.ts';
import { listenAgain } from './scopes.ts';
import { behaviourOf, complete, enter, enterActivity, innerDone } from './tokens.ts';
import { openOnWay } from './withdraw.ts';

/** The token does again what failed. `corrected`: values were changed, so that a system is asked with another body. */
export function retry(m: Machine, token: Instance, phase: Incident['phase'], corrected: boolean): void {
  // A process root, or a scope whose content runs or is done: only its event sub-processes could not be heard.
  if (token.node === null || (phase === 'enter' && !token.multi && (token.unheard !== undefined || (token.live ?? 0) > 0))) return listenAgain(m, token);
  const node = nodeOf(m, token);
  if (phase === 'leave' && token.adHoc) return void innerDone(m, token);
  if (token.multi && phase !== 'enter') return goOn(m, token, node as ActivityNode);
  if (phase === 'leave') return complete(m, token);
  if (phase === 'enter') return enterAgain(m, token);
  if (token.task?.attempt !== undefined) return askAgain(m, token, corrected);
  // A refusal that nobody caught: the person decides again, the end event throws again.
  behaviourOf(node).enter(node, token, portOf(m));
}

/** The token goes past its element. Gateways can't be skipped, since nobody has said which way: they decide again. */
export function skip(m: Machine, token: Instance, phase: Incident['phase']): void {
  // A root goes on without the event sub-process that could not be heard.
  if (token.node === null) return void delete token.unheard;
  const node = nodeOf(m, token);
  if (!isActivity(node) && node.kind.endsWith('Gateway')) return retry(m, token, phase, false);
  if (token.multi) return finishLoop(m, token, node as ActivityNode);
  clear(m, token);
  stopWaiting(token, node.id);
  complete(m, token, token.task?.answer);
}

function enterAgain(m: Machine, token: Instance): void {
  stopWaiting(token);
  // Instances that had begun before there was no room for the others begin anew with them.
  if (token.multi) clear(m, token);
  delete token.multi;
  delete token.task;
  if (token.way) openOnWay(m, token);
  else if (isLoopChild(m, token)) enterActivity(m, token);
  else enter(m, token);
}
