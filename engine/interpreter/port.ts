import type { Occurrence, Port } from '../elements/element.ts';
import { trigger as triggerOfReceive } from '../elements/receiveTask.ts';
import type { MessageTrigger, Trigger } from '../elements/trigger.ts';
import type { JobOutcome } from '../event.ts';
import type { Flow, NodeBase } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { withoutOutputs } from './dataFlow.ts';
import { decide } from './decisions.ts';
import { type FlowIncident, IncidentRaised } from './incident.ts';
import { cancel, create, stopWaiting } from './instances.ts';
import { cancelTransaction } from './cancelTransaction.ts';
import { throwCompensation } from './compensation.ts';
import { answerJob, openJob } from './jobs.ts';
import { type Machine, nodeById, nodeOf, parentOf } from './machine.ts';
import { mayStillArrive } from './inclusiveJoin.ts';
import { escalate, raiseError } from './raise.ts';
import { beginningsOf, interrupt, openEventSubProcess, openProcess, openScope, terminate } from './scopes.ts';
import { arrivalsAt, consume, fire, joinKey, recount, setFirstPhase } from './arrivals.ts';
import { complete, flowsOf, start, take, test, valueOf } from './tokens.ts';
import { follow, throwMessage, throwSignal, whenQuiet } from './throwing.ts';
import { since } from './since.ts';
import { armTrigger } from './triggers.ts';
import { setVariables } from './variables.ts';
import { closeWork, openWork } from './work.ts';

/** The port of a machine: made once a step, whatever the number of tokens. */
export function portOf(m: Machine): Port {
  return (m.port ??= new MachinePort(m));
}

class MachinePort implements Port {
  readonly m: Machine;

  constructor(m: Machine) {
    this.m = m;
  }

  complete(token: Instance, results?: Variables): void {
    complete(this.m, token, results);
  }

  take(token: Instance, flows: readonly Flow[]): void {
    take(this.m, token, flows);
  }

  start(nodeId: string, scope: Instance, came?: Variables): void {
    start(this.m, nodeId, scope, undefined, came);
  }

  openScope(scope: Instance, begin?: readonly string[]): void {
    openScope(this.m, scope, begin);
  }

  beginnings(scope: Instance): readonly string[] {
    return beginningsOf(this.m, scope);
  }

  openProcess(caller: Instance, processKey: string): void {
    openProcess(this.m, caller, processKey);
  }

  openEventSubProcess(begin: NodeBase, scope: Instance, variables: Variables): void {
    openEventSubProcess(this.m, begin, scope, variables);
  }

  interrupt(scope: Instance): void {
    interrupt(this.m, scope);
  }

  arm(owner: Instance, nodeId: string, trigger: Trigger): void {
    armTrigger(this.m, owner, nodeId, trigger);
  }

  listenFor(nodeId: string, token: Instance): void {
    listenFor(this.m, nodeId, token);
  }

  twin(token: Instance): Instance {
    return create(this.m, token.process, token.node, parentOf(this.m, token));
  }

  move(token: Instance, nodeId: string): void {
    move(this.m, token, nodeId);
  }

  cancel(token: Instance): void {
    cancel(this.m, token);
  }

  terminate(token: Instance): void {
    terminate(this.m, token);
  }

  raise(from: Instance, code: string, message?: string, variables?: Variables): void {
    raiseError(this.m, from, code, message, variables);
  }

  escalate(token: Instance, code?: string): boolean {
    return escalate(this.m, token, code);
  }

  throwMessage(token: Instance, message: MessageTrigger): void {
    throwMessage(this.m, token, message);
  }

  throwSignal(token: Instance, name: string): void {
    throwSignal(this.m, token, name);
  }

  follow(token: Instance, link: string): void {
    follow(this.m, token, link);
  }

  whenQuiet(token: Instance, work: () => void): void {
    whenQuiet(this.m, token, work);
  }

  compensate(token: Instance, activity: string | undefined, wait: boolean): boolean {
    return throwCompensation(this.m, token, activity, wait);
  }

  cancelTransaction(token: Instance): void {
    cancelTransaction(this.m, token);
  }

  openWork(token: Instance): void {
    openWork(this.m, token);
  }

  openJob(token: Instance): void {
    openJob(this.m, token);
  }

  decide(token: Instance, decision: string): Value {
    return decide(this.m, token, decision);
  }

  answerJob(token: Instance, outcome: JobOutcome): void {
    answerJob(this.m, token, outcome);
  }

  closeWork(token: Instance, occurrence: Extract<Occurrence, { kind: 'work' }>): void {
    closeWork(this.m, token, occurrence);
  }

  holds(text: string, at: Instance, more?: Variables): boolean {
    return test(this.m, at, text, more);
  }

  value(text: string, at: Instance): Value {
    return valueOf(this.m, at, text);
  }

  set(scope: Instance, came: Variables, node: NodeBase): void {
    setVariables(this.m, scope, withoutOutputs(node, came));
  }

  arrivals(scope: Instance, nodeId: string): Readonly<Record<string, number>> {
    return arrivalsAt(this.m, scope, nodeId);
  }

  waysCome(scope: Instance, nodeId: string): number {
    return this.m.joins[joinKey(scope, nodeId)]?.ways ?? 0;
  }

  fire(nodeId: string, scope: Instance, from: readonly string[], variables?: Variables): void {
    fire(this.m, nodeId, scope, from, variables);
  }

  consume(nodeId: string, scope: Instance, from: readonly string[]): void {
    consume(this.m, nodeId, scope, from);
  }

  recount(nodeId: string, scope: Instance): void {
    recount(this.m, nodeId, scope);
  }

  firstPhase(scope: Instance, nodeId: string): readonly string[] | null {
    return this.m.state.firstPhases?.[joinKey(scope, nodeId)] ?? null;
  }

  setFirstPhase(scope: Instance, nodeId: string, flows: readonly string[] | null): void {
    setFirstPhase(this.m, scope, nodeId, flows);
  }

  outgoing(node: NodeBase, at: Instance): readonly Flow[] {
    return flowsOf(this.m, at, node.outgoing);
  }

  incoming(node: NodeBase, at: Instance): readonly Flow[] {
    return flowsOf(this.m, at, node.incoming);
  }

  parent(token: Instance): Instance {
    return parentOf(this.m, token);
  }

  mayStillArrive(nodeId: string, scope: Instance, filled?: readonly string[]): boolean {
    return mayStillArrive(this.m, nodeId, scope, filled);
  }

  since(sem: number): boolean {
    return since(this.m, sem);
  }

  stopWaiting(owner: Instance, nodeId?: string): void {
    stopWaiting(owner, nodeId);
  }

  fail(code: FlowIncident, message: string): never {
    throw new IncidentRaised(code, message);
  }
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
