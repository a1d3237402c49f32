import { civilDate } from '../../engine/clock/civil.ts';
import { differs, type Found, type Patience, settled, sorted } from '../settled.ts';
import { departmentOf } from './departmentOf.ts';
import type { CaseView, Driver } from './driver.ts';
import type { Expectation, Scenario, ScenarioStep } from './scenario.ts';

/** Something seen that is not what the scenario says. */
export interface Difference extends Found {
  /** Position of the step, from 1; 0 for the end of the whole case. */
  readonly step: number;
}

/**
 * Drives a case through a scenario and compares at every expectation. Goes on after a difference, so that one run shows
 * them all.
 */
export async function runScenario(scenario: Scenario, driver: Driver, tell: (line: string) => void, patience?: Patience): Promise<Difference[]> {
  const differences: Difference[] = [];
  await driver.start(scenario.start);
  for (const [position, step] of scenario.steps.entries()) {
    if (step.note) tell(step.note);
    await act(driver, step);
    const { expect } = step;
    if (expect) differences.push(...(await settled(async () => compare(expect, await driver.see()), patience)).map((found) => ({ ...found, step: position + 1 })));
  }
  const { expect } = scenario;
  return expect ? [...differences, ...(await settled(() => compareEnd(expect, driver), patience))] : differences;
}

async function act(driver: Driver, step: ScenarioStep): Promise<void> {
  const users = step.by === undefined ? [] : [step.by].flat();
  if (step.complete) {
    for (const user of users) {
      await driver.complete(step.complete, user, {
        variables: step.variables ?? {},
        ...(step.opinion ? { opinion: step.opinion } : {}),
        ...(step.comment ? { comment: step.comment } : {}),
      });
    }
  }
  if (step.advance) await driver.advance(step.advance);
  if (step.answerCard) await driver.answerCard(step.answerCard, users[0]!, step.answer ?? '');
  if (step.standin) await driver.standin(step.standin);
}

function compare(expected: Expectation, view: CaseView): Found[] {
  const openBy = (element: string) => view.items.filter((item) => item.open && item.element === element).map((item) => item.department);
  return [
    ...(expected.caseDue ? differs('promised date', expected.caseDue, view.caseDue) : []),
    ...(expected.casePaused ? differs('case clock stands', true, view.caseDue === null) : []),
    ...(expected.stage ? differs("applicant's stage", [expected.stage], view.stages) : []),
    ...(expected.status ? differs('status', expected.status, view.status) : []),
    ...(expected.incidents ? differs('incidents', sorted(expected.incidents), sorted(view.incidents)) : []),
    ...Object.entries(expected.due ?? {}).flatMap(([element, on]) => differs(`due date of ${element}`, on, dueOf(view, element))),
    ...Object.entries(expected.open ?? {}).flatMap(([element, users]) => differs(`open items of ${element}`, sorted(users.map(departmentOf)), sorted(openBy(element)))),
    ...(expected.notOpened ?? []).flatMap((element) => differs(`${element} never opened`, 0, view.items.filter((item) => item.element === element).length)),
    ...Object.entries(expected.waiting ?? {}).flatMap(([element, departments]) =>
      differs(`departments awaited at ${element}`, sorted(departments), sorted(view.waiting.filter((one) => one.element === element).map((one) => one.department))),
    ),
  ];
}

async function compareEnd(expect: NonNullable<Scenario['expect']>, driver: Driver): Promise<Difference[]> {
  const view = await driver.see();
  const line = (card: { element: string | null; level: string; on: string }) => `${card.element ?? 'case'} ${card.level} ${card.on}`;
  const effects = new Map<string, number>();
  for (const { department, kind } of await driver.ledger()) effects.set(`${department} ${kind}`, (effects.get(`${department} ${kind}`) ?? 0) + 1);
  return [
    ...differs('cards', sorted(expect.cards.map(line)), sorted(view.cards.map(line))),
    ...differs('documents', sorted(expect.documents), sorted(view.documents)),
    ...differs('departments\' ledgers', sorted(expect.ledger.map((row) => `${row.department} ${row.kind} x${row.effects}`)), sorted([...effects].map(([row, count]) => `${row} x${count}`))),
    ...differs('concluded on', expect.concludedOn, civilDate(view.now)),
  ].map((found) => ({ ...found, step: 0 }));
}

/** The one due date that all running clocks of an element have. */
function dueOf(view: CaseView, element: string): string | null {
  const dates = new Set(view.clocks.filter((clock) => clock.element === element).map(({ on }) => on));
  return dates.size > 1 ? sorted([...dates]).join(', ') : ([...dates][0] ?? null);
}
