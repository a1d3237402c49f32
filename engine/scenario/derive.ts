import { civilDate } from '../clock/civil.ts';
import { Play, type Stage } from './play.ts';
import type { EndExpectation, Expectation, Scenario, ScenarioStep } from './scenario.ts';
import type { CaseView } from './view.ts';

/**
 * A scenario with what happened as what must happen: due dates of clocks as they start, incidents as they come and go,
 * and at the end the way, status, cards and documents. What the steps expect already stays as it is.
 * @throws DomainError where a step is refused: what can't happen can't be expected
 */
export function withExpectations(stage: Stage, { expect: _, ...scenario }: Scenario): Scenario {
  const play = new Play(stage, scenario.start);
  let before = play.view;
  const steps = scenario.steps.map((step): ScenarioStep => {
    play.act(step);
    const after = play.view;
    const found = step.expect ?? happenedBetween(before, after);
    before = after;
    return Object.keys(found).length === 0 ? step : { ...step, expect: found };
  });
  return { ...scenario, steps, expect: endOf(play) };
}

function happenedBetween(before: CaseView, after: CaseView): Expectation {
  const known = new Set(before.clocks.map(({ element }) => element));
  const started = after.clocks.filter(({ element }) => !known.has(element));
  const due = Object.fromEntries(started.map(({ element, on }) => [element, on]));
  const isSame = before.incidents.join(' ') === after.incidents.join(' ');
  return { ...(started.length > 0 ? { due } : {}), ...(isSame ? {} : { incidents: after.incidents }) };
}

function endOf(play: Play): EndExpectation {
  const { status, cards, documents, path, now } = play.view;
  return { status, cards, documents, path, ...(status === 'running' ? {} : { concludedOn: civilDate(now) }) };
}
