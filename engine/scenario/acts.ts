import { DomainError } from '../errors.ts';
import type { Event } from '../event.ts';
import { offersOf } from '../interpreter/offers.ts';
import type { Program } from '../program.ts';
import type { Instance, State } from '../state.ts';
import type { DepartmentOf } from './compare.ts';
import { asVariables, type ScenarioStep } from './scenario.ts';

type Body<E> = E extends unknown ? Omit<E, 'now' | 'actor' | 'commandId' | 'digest'> : never;

/** An event without its origin. */
export type EventBody = Body<Event>;

/**
 * The event that a step of a scenario is, for one user; null where nothing but the clock, a department or an
 * expectation is meant.
 * @throws DomainError SCENARIO_NOTHING_OPEN when nobody waits for it
 */
export function actOn(program: Program, state: State, step: ScenarioStep, user: string | undefined, departmentOf: DepartmentOf): EventBody | null {
  const reason = step.comment ?? step.note ?? '试运行';
  const variables = step.variables === undefined ? {} : { variables: asVariables(step.variables) };
  if (step.complete !== undefined) {
    const { opinion, comment } = step;
    const instance = openItem(state, step.complete, user, departmentOf).id;
    return { type: 'complete', instance, ...(opinion ? { opinion } : {}), ...(comment ? { comment } : {}), ...variables };
  }
  if (step.answerCard !== undefined) {
    const card = Object.values(state.cards).find((one) => one.level === step.answerCard && one.answer === undefined);
    if (!card) throw nothing(step.answerCard);
    return { type: 'answerCard', card: card.id, answer: step.answer ?? reason };
  }
  // The platform's doors give a message and a signal their values also where there are none.
  if (step.message) return { type: 'message', name: step.message.name, ...(step.message.key === undefined ? {} : { key: step.message.key }), variables: asVariables(step.variables) };
  if (step.signal !== undefined) return { type: 'signal', name: step.signal, variables: asVariables(step.variables) };
  if (step.settle) {
    const { element, how } = step.settle;
    const incident = Object.values(state.incidents).find((one) => state.instances[one.instance]?.node === element);
    if (!incident) throw nothing(element);
    return { type: 'incident', incident: incident.id, action: how, reason, ...variables };
  }
  if (step.correct) {
    const { element, items, reason: why } = step.correct;
    return { type: 'procedure', procedure: 'requestCorrection', instance: openItem(state, element, user, departmentOf).id, items, reason: why };
  }
  if (step.supply !== undefined) {
    const item = Object.values(state.instances).find((one) => one.node === step.supply && one.suspended === 'correction');
    if (!item) throw nothing(step.supply);
    return { type: 'procedure', procedure: 'supplyCorrection', instance: item.id, items: [], ...variables };
  }
  if (step.special) {
    const { action, reason: why, basis } = step.special;
    return { type: 'procedure', procedure: action === 'start' ? 'startSpecialProcedure' : 'finishSpecialProcedure', reason: why, ...(basis === undefined ? {} : { basis }) };
  }
  if (step.activate !== undefined) {
    const offer = offersOf(program, state).find(({ node }) => node.id === step.activate);
    if (!offer) throw nothing(step.activate);
    return { type: 'activate', scope: offer.scope, node: step.activate };
  }
  if (step.withdraw !== undefined) return { type: 'cancel', reason: step.withdraw };
  return step.variables === undefined ? null : { type: 'variables', variables: asVariables(step.variables) };
}

/** The oldest open work item of an element that is the user's; without a user the oldest of all. */
function openItem(state: State, element: string, user: string | undefined, departmentOf: DepartmentOf): Instance {
  const department = user === undefined ? null : departmentOf(user);
  const found = Object.values(state.instances).find(
    (one) => one.node === element && one.waits?.some(({ on }) => on.kind === 'work') && (department === null || one.task?.department == null || one.task.department === department),
  );
  if (!found) throw nothing(element, department);
  return found;
}

const nothing = (element: string, department: string | null = null): DomainError =>
  new DomainError('SCENARIO_NOTHING_OPEN', { element, ...(department === null ? {} : { department }) }, `Expected something open at ${element}${department === null ? '' : ` for ${department}`}, but there is nothing`);
