import type { Port } from '../elements/element.ts';
import { trigger as triggerOfReceive } from '../elements/receiveTask.ts';
import type { Instance } from '../state.ts';
import { decide } from './decisions.ts';
import { IncidentRaised } from './incident.ts';
import { cancel, create, stopWaiting } from './instances.ts';
import { cancelTransaction } from './cancelTransaction.ts';
import { throwCompensation } from './compensation.ts';
import { answerJob, openJob } from './jobs.ts';
import { type Machine, nodeById, nodeOf, parentOf } from './machine.ts';
import { mayStillArrive } from './inclusiveJoin.ts';
import { escalate, raiseError } from './raise.ts';
import { beginningsOf, interrupt, openEventSubProcess, openProcess, openScope, terminate } from './scopes.ts';
import { consume, fire, joinKey, recount, setFirstPhase } from './arrivals.ts';
import { complete, flowsOf, leave, start, take, test, valueOf } from './tokens.ts';
import { follow, throwMessage, throwSignal, whenQuiet } from './throwing.ts';
import { since } from './since.ts';
import { armTrigger } from './triggers.ts';
import { setVariables } from './variables.ts';
import { closeWork, openWork } from './work.ts';

const ports = new WeakMap<Machine, Port>();

/** The port of a machine: made once a step, whatever the number of tokens. */
export function portOf(m: Machine): Port {
  let port = ports.get(m);
  if (!port) ports.set(m, (port = build(m)));
  return port;
}

function build(m: Machine): Port {
  return {
    complete: (token, results) => complete(m, token, results),
    take: (token, flows) => take(m, token, flows),
    end: (token) => leave(m, token),
    start: (nodeId, scope) => start(m, nodeId, scope),
    openScope: (scope, begin) => openScope(m, scope, begin),
    beginnings: (scope) => beginningsOf(m, scope),
    openProcess: (caller, key) => openProcess(m, caller, key),
    openEventSubProcess: (begin, scope, variables) => openEventSubProcess(m, begin, scope, variables),
    interrupt: (scope) => interrupt(m, scope),
    arm: (owner, nodeId, trigger) => armTrigger(m, owner, nodeId, trigger),
    listenFor: (nodeId, token) => listenFor(m, nodeId, token),
    stopWaiting,
    twin: (token) => create(m, token.process, token.node, parentOf(m, token)),
    move: (token, nodeId) => move(m, token, nodeId),
    cancel: (token) => cancel(m, token),
    terminate: (token) => terminate(m, token),
    raise: (from, code, message, variables) => raiseError(m, from, code, message, variables),
    escalate: (token, code) => escalate(m, token, code),
    throwMessage: (token, message) => throwMessage(m, token, message),
    throwSignal: (token, name) => throwSignal(m, token, name),
    follow: (token, link) => follow(m, token, link),
    whenQuiet: (token, work) => whenQuiet(m, token, work),
    compensate: (token, activity, wait) => throwCompensation(m, token, activity, wait),
    cancelTransaction: (token) => cancelTransaction(m, token),
    openWork: (token) => openWork(m, token),
    openJob: (token) => openJob(m, token),
    decide: (token, decision) => decide(m, token, decision),
    answerJob: (token, outcome) => answerJob(m, token, outcome),
    closeWork: (token, occurrence) => closeWork(m, token, occurrence),
    holds: (text, at, more) => test(m, at, text, more),
    value: (text, at) => valueOf(m, at, text),
    set: (scope, variables) => setVariables(m, scope, variables),
    arrivals: (scope, nodeId) => m.state.arrivals[joinKey(scope, nodeId)] ?? {},
    fire: (nodeId, scope, from, variables) => fire(m, nodeId, scope, from, variables),
    consume: (nodeId, scope, from) => consume(m, nodeId, scope, from),
    recount: (nodeId, scope) => recount(m, nodeId, scope),
    firstPhase: (scope, nodeId) => m.state.firstPhases?.[joinKey(scope, nodeId)] ?? null,
    setFirstPhase: (scope, nodeId, flows) => setFirstPhase(m, scope, nodeId, flows),
    outgoing: (node, at) => flowsOf(m, at, node.outgoing),
    incoming: (node, at) => flowsOf(m, at, node.incoming),
    parent: (token) => parentOf(m, token),
    mayStillArrive: (nodeId, scope, filled) => mayStillArrive(m, nodeId, scope, filled),
    since: (sem) => since(m, sem),
    fail: (code, message) => {
      throw new IncidentRaised(code, message);
    },
  };
}

function listenFor(m: Machine, nodeId: string, token: Instance): void {
  const node = nodeById(m, token, nodeId);
  if (node.kind === 'intermediateCatchEvent') armTrigger(m, token, nodeId, node.trigger);
  if (node.kind === 'receiveTask') armTrigger(m, token, nodeId, triggerOfReceive(node));
}

/** The event that happened takes the waiting token over: the gateway has been passed. */
function move(m: Machine, token: Instance, nodeId: string): void {
  m.log.push({ type: 'left', process: token.process, element: nodeOf(m, token).id, instance: token.id, how: 'completed' });
  stopWaiting(token);
  token.node = nodeId;
  m.log.push({ type: 'entered', process: token.process, element: nodeId, instance: token.id, parent: token.parent });
}
