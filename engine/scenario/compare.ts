import { canonical } from '../canonical.ts';
import { civilDate } from '../clock/civil.ts';
import type { EndExpectation, Expectation } from './scenario.ts';
import type { CaseView } from './view.ts';

/** Something seen that is not what the scenario says. */
export interface Difference {
  /** Position of the step, from 1; 0 for the end of the whole case. */
  readonly step: number;
  readonly kind: DifferenceKind;
  /** The element it is about. */
  readonly element?: string;
  /** For engineers and the command line; people read the words of `kind`. */
  readonly what: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export type DifferenceKind = 'act' | 'caseDue' | 'casePaused' | 'stage' | 'status' | 'incidents' | 'due' | 'open' | 'notOpened' | 'waiting' | 'cards' | 'documents' | 'ledger' | 'concludedOn' | 'reached' | 'notReached';

type Found = Omit<Difference, 'step'>;

/** Who acts for which department, by user id; a user of no department stands for itself. */
export type DepartmentOf = (user: string) => string;

/** An accepted effect in a department's own ledger. */
export interface Effect {
  readonly department: string;
  readonly kind: string;
}

/** What is not as a step expects it. */
export function compareView(expected: Expectation, view: CaseView, departmentOf: DepartmentOf): Found[] {
  const openBy = (element: string) => view.items.filter((item) => item.open && item.element === element).map((item) => item.department ?? '');
  return [
    ...(expected.caseDue ? differs('caseDue', 'promised date', expected.caseDue, view.caseDue) : []),
    ...(expected.casePaused ? differs('casePaused', 'case clock stands', true, view.caseDue === null) : []),
    ...(expected.stage ? differs('stage', "applicant's stage", [expected.stage], view.stages) : []),
    ...(expected.status ? differs('status', 'status', expected.status, view.status) : []),
    ...(expected.incidents ? differs('incidents', 'incidents', sorted(expected.incidents), sorted(view.incidents)) : []),
    ...Object.entries(expected.due ?? {}).flatMap(([element, on]) => differs('due', `due date of ${element}`, on, dueOf(view, element), element)),
    ...Object.entries(expected.open ?? {}).flatMap(([element, users]) => differs('open', `open items of ${element}`, sorted(users.map(departmentOf)), sorted(openBy(element)), element)),
    ...(expected.notOpened ?? []).flatMap((element) => differs('notOpened', `${element} never opened`, 0, view.items.filter((item) => item.element === element).length, element)),
    ...Object.entries(expected.waiting ?? {}).flatMap(([element, departments]) =>
      differs('waiting', `departments awaited at ${element}`, sorted(departments), sorted(view.waiting.filter((one) => one.element === element).map((one) => one.department)), element),
    ),
  ];
}

/** What is not as the whole case must have come to. */
export function compareEnd(expected: EndExpectation, view: CaseView, effects: readonly Effect[]): Found[] {
  const line = (card: { element: string | null; level: string; on: string }) => `${card.element ?? 'case'} ${card.level} ${card.on}`;
  const counted = new Map<string, number>();
  for (const { department, kind } of effects) counted.set(`${department} ${kind}`, (counted.get(`${department} ${kind}`) ?? 0) + 1);
  return [
    ...(expected.path ?? []).filter((element) => !view.path.includes(element)).flatMap((element) => differs('notReached', `${element} reached`, true, false, element)),
    ...(expected.path ? view.path.filter((element) => !expected.path!.includes(element)) : []).flatMap((element) => differs('reached', `${element} reached`, false, true, element)),
    ...(expected.status ? differs('status', 'status', expected.status, view.status) : []),
    ...(expected.cards ? differs('cards', 'cards', sorted(expected.cards.map(line)), sorted(view.cards.map(line))) : []),
    ...(expected.documents ? differs('documents', 'documents', sorted(expected.documents), sorted(view.documents)) : []),
    ...(expected.ledger ? differs('ledger', "departments' ledgers", sorted(expected.ledger.map((row) => `${row.department} ${row.kind} x${row.effects}`)), sorted([...counted].map(([row, count]) => `${row} x${count}`))) : []),
    ...(expected.concludedOn ? differs('concludedOn', 'concluded on', expected.concludedOn, civilDate(view.now)) : []),
  ];
}

function differs(kind: DifferenceKind, what: string, expected: unknown, got: unknown, element?: string): Found[] {
  return canonical(expected as never) === canonical(got as never) ? [] : [{ kind, what, expected, got, ...(element === undefined ? {} : { element }) }];
}

/** The one due date that all running clocks of an element have. */
function dueOf(view: CaseView, element: string): string | null {
  const dates = new Set(view.clocks.filter((clock) => clock.element === element).map(({ on }) => on));
  return dates.size > 1 ? sorted([...dates].map(String)).join(', ') : ([...dates][0] ?? null);
}

// By code units, so that every engine sorts alike.
const sorted = (values: readonly string[]): string[] => [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
