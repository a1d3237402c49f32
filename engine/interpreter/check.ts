import { parseDuration } from '../clock/iso8601.ts';
import { DomainError } from '../errors.ts';
import type { Event, IncidentEvent, StartEvent } from '../event.ts';
import type { Program } from '../program.ts';
import type { Instance, State } from '../state.ts';
import { isActivity } from '../elements/index.ts';
import { procedures } from '../procedures/index.ts';
import { isReservedName } from '../value.ts';
import { checkSizes } from './caps.ts';
import { checkActivate } from './apply/activate.ts';
import { checkMultiInstance } from './apply/multiInstance.ts';
import { instanceIn } from './live.ts';
import { indexOf, startPoints } from './programIndex.ts';
import { checkMove } from './move.ts';

/** Whether the command was applied before. @throws IDEMPOTENCY_KEY_REUSED when its payload is another one now. */
export function isRepeated(state: State, event: Event): boolean {
  const known = event.commandId === undefined ? undefined : state.commands.find(({ id }) => id === event.commandId);
  if (!known) return false;
  if (known.digest !== (event.digest ?? '')) throw new DomainError('IDEMPOTENCY_KEY_REUSED', {}, `Expected command ${known.id} with the payload it had before`);
  return true;
}

/** Refuses an event that may not happen now; changes nothing. Runs as the validator of updates too. @throws DomainError */
export function check(program: Program, state: State | null, event: Event): void {
  checkNames(event);
  checkSizes(state, event);
  if (state === null) return event.type === 'start' ? checkStart(program, event) : undefined;
  if (isRepeated(state, event)) return;
  if (event.type === 'start') throw new DomainError('CASE_EXISTS', {}, `Expected a new case, but ${state.caseNumber} has started`);
  if (event.now < state.now) throw new DomainError('TIME_WENT_BACK', {}, `Expected a time from ${state.now} on, but got ${event.now}`);
  // What arrives late from a department is kept as evidence, whatever the case's state.
  if (event.type === 'job' || event.type === 'calendar' || event.type === 'tick') return;
  if (event.type === 'answerCard') return void cardOf(state, event.card);
  if (state.status !== 'running') throw new DomainError('CASE_CLOSED', {}, `Expected a running case, but it is ${state.status}`);
  if (event.type === 'complete') return checkComplete(program, state, event);
  if (event.type === 'message' && event.keepFor !== undefined) return void parseDuration(event.keepFor);
  if (event.type === 'claim') return checkClaim(state, event.instance, event.actor.user);
  if (event.type === 'release') return void openItem(state, event.instance);
  if (event.type === 'activate') return checkActivate(program, state, event);
  if (event.type === 'multiInstance') return checkMultiInstance(program, state, event);
  if (event.type === 'incident') return checkIncident(program, state, event);
  if (event.type === 'move') return checkMove(program, state, event);
  if (event.type === 'procedure') return procedures[event.procedure].check(state, event);
}

/** No variable may have a name that means something to every object (B-13). */
function checkNames(event: Event): void {
  const variables = event.type === 'job' ? ('variables' in event.outcome && event.outcome.variables) : 'variables' in event && event.variables;
  const name = Object.keys(variables || {}).find(isReservedName);
  if (name !== undefined) throw new DomainError('NAME_RESERVED', { name }, `Expected variables with names of their own, but got "${name}"`);
}

function checkStart(program: Program, { process = program.main, node }: StartEvent): void {
  if (program.processes[process] && (node === undefined || startPoints(indexOf(program, process)).includes(node))) return;
  throw new DomainError('START_UNKNOWN', { process, node: node ?? null }, `Expected a start event "${node ?? ''}" of "${process}", but there is none`);
}

/** The instance of an open work item. @throws TASK_ALREADY_DONE */
export function openItem(state: State, id: number): Instance {
  const instance = instanceIn(state, id);
  if (!instance?.waits?.some(({ on }) => on.kind === 'work')) throw new DomainError('TASK_ALREADY_DONE', {}, `Expected work item ${id} to be open, but it is not`);
  return instance;
}

function checkClaim(state: State, id: number, user: string): void {
  const by = openItem(state, id).task?.claimedBy;
  if (by !== undefined && by !== user) throw new DomainError('TASK_CLAIMED', { by }, `Expected work item ${id} to be free, but it is claimed`);
}

function checkComplete(program: Program, state: State, event: Extract<Event, { type: 'complete' }>): void {
  const instance = openItem(state, event.instance);
  checkClaim(state, event.instance, event.actor.user);
  if (instance.suspended) throw new DomainError('TASK_SUSPENDED', {}, `Expected work item ${instance.id} to run, but it is suspended (${instance.suspended})`);
  const node = indexOf(program, instance.process).nodes.get(instance.node!)!;
  const opinions = (isActivity(node) ? node.step?.opinions : undefined) ?? [];
  if (event.opinion === undefined ? opinions.length > 0 : !opinions.includes(event.opinion)) {
    throw new DomainError('OPINION_NOT_ALLOWED', {}, `Expected one of ${opinions.join(', ') || 'no opinion'}, but got ${event.opinion ?? 'none'}`);
  }
  if (event.opinion === 'disagree' && !event.comment?.trim()) throw new DomainError('REASON_REQUIRED', {}, 'Expected a reason with a refusal');
}

function checkIncident(program: Program, state: State, event: IncidentEvent): void {
  const incident = state.incidents[event.incident];
  if (!incident) throw new DomainError('INCIDENT_SETTLED', {}, `Expected incident ${event.incident} to be open, but it is not`);
  if (!event.reason.trim()) throw new DomainError('REASON_REQUIRED', {}, 'Expected a reason for settling an incident');
  if (event.action === 'move') checkMove(program, state, { from: incident.instance, to: event.to ?? '', reason: event.reason });
}

function cardOf(state: State, id: number) {
  const card = state.cards[id];
  if (!card) throw new DomainError('CARD_UNKNOWN', {}, `Expected a card ${id}, but there is none`);
  if (card.answer !== undefined) throw new DomainError('CARD_ANSWERED', {}, `Expected card ${id} to be open, but it is answered`);
  return card;
}
