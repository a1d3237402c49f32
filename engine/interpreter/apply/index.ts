import type { Event } from '../../event.ts';
import { procedures } from '../../procedures/index.ts';
import { setVariables } from '../variables.ts';
import { caseRoot, type Machine } from '../machine.ts';
import { activate } from './activate.ts';
import { move } from '../move.ts';
import { answerCard } from './answerCard.ts';
import { applyCalendar } from './calendar.ts';
import { cancelCase } from './cancelCase.ts';
import { claim } from './claim.ts';
import { completeWork } from './completeWork.ts';
import { answerFromDepartment } from './job.ts';
import { changeInstances } from './multiInstance.ts';
import { settle } from './settleIncident.ts';
import { broadcast, correlate } from './signals.ts';
import { startCase } from './startCase.ts';
import { tick } from './tick.ts';

/** Hands an event that `check` has let through to what it means. */
export function apply(m: Machine, event: Event): void {
  switch (event.type) {
    case 'start':
      return startCase(m, event);
    case 'claim':
      return claim(m, event.instance, event.actor.user);
    case 'release':
      return claim(m, event.instance, null);
    case 'complete':
      return completeWork(m, event);
    case 'job':
      return answerFromDepartment(m, event);
    case 'message':
      return correlate(m, event);
    case 'signal':
      return broadcast(m, event.name, event.variables ?? {});
    case 'variables':
      return setVariables(m, caseRoot(m), event.variables);
    case 'tick':
      return tick(m);
    case 'calendar':
      return applyCalendar(m, event.calendar);
    case 'incident':
      return settle(m, event);
    case 'activate':
      return activate(m, event);
    case 'multiInstance':
      return changeInstances(m, event);
    case 'move':
      return move(m, event);
    case 'procedure':
      return procedures[event.procedure].apply(m, event);
    case 'answerCard':
      return answerCard(m, event.card, event.answer);
    case 'cancel':
      return cancelCase(m, event.reason);
  }
}
