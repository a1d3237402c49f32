import { isActivity } from '../elements/index.ts';
import type { Instance } from '../state.ts';
import { startStepClock } from './clocks.ts';
import { recall } from './compensation.ts';
import { dataIn, openData } from './dataFlow.ts';
import { clear, create, settleIncident } from './instances.ts';
import { index, isLive, type Machine, nodeById } from './machine.ts';
import { listen } from './scopes.ts';
import { armBoundaries, guarded, start } from './tokens.ts';
import { mapped, setLocal } from './variables.ts';

/**
 * Withdraws all tokens of a scope, those at joins, in sub-processes and in calls included: work and jobs are called off,
 * clocks end, incidents settle. The scope itself stays open with its variables, its clock, and the events it listens for;
 * who withdraws starts something in it again, else it ends.
 */
export function withdraw(m: Machine, scope: Instance): void {
  clear(m, scope);
  settleIncident(m, scope, 'cancelled');
  for (const compensation of Object.values(m.state.compensations ?? {})) recall(m, compensation, (done) => done.scope === scope.id);
}

/**
 * Starts a token at an element of a scope: the last of `way`; those before it are the sub-processes that lie around it, from
 * the outermost on. They are entered as usual (inputs, clock, events at the edge), and begin there instead of at their start.
 */
export function startAt(m: Machine, scope: Instance, way: readonly string[]): void {
  listenAnew(m, scope);
  begin(m, scope, way);
}

function begin(m: Machine, scope: Instance, [first, ...rest]: readonly string[]): void {
  if (rest.length === 0) return start(m, first!, scope);
  const opened = create(m, scope.process, first!, scope);
  opened.way = rest;
  m.queue.push({ token: opened, run: () => openOnWay(m, opened) });
}

/** Opens a sub-process on the way to an element inside; again, when an operator has put right what it could not be opened with. */
export function openOnWay(m: Machine, token: Instance): void {
  if (isLive(m, token)) guarded(m, token, 'enter', () => open(m, token, token.way!));
}

function open(m: Machine, token: Instance, way: readonly string[]): void {
  const node = nodeById(m, token, token.node!);
  if (!isActivity(node)) throw new Error(`Expected a scope, but "${node.id}" is a ${node.kind}`);
  armBoundaries(m, token);
  openData(m, token);
  dataIn(m, token, node);
  if (node.inputs) setLocal(token, mapped(m, token, node.inputs));
  startStepClock(m, token, node);
  delete token.way;
  token.live = 0;
  guarded(m, token, 'enter', () => listen(m, token));
  begin(m, token, way);
}

/** An interrupting event had ended all listening in the scope: what begins again in it is interrupted by events as before. */
function listenAnew(m: Machine, scope: Instance): void {
  const { contents, nodes } = index(m, scope);
  const listening = scope.unheard !== undefined || (scope.waits ?? []).some((wait) => nodes.get(wait.node)?.kind === 'startEvent');
  if (listening || !(contents.get(scope.node ?? scope.process) ?? []).some(({ kind }) => kind === 'eventSubProcess')) return;
  guarded(m, scope, 'enter', () => listen(m, scope));
}
