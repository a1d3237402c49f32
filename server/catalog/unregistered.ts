import { loadLadders } from '../../definitions/ladders/load.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { problem, warning, type Problem } from '../../engine/problem.ts';
import type { Profile, Program, StepTerms } from '../../engine/program.ts';

/**
 * Departments, service items and ladders that a program names but nobody registered: errors in a matter, warnings in
 * any other process. Expressions (after `=`) are the case's own affair.
 */
export function unregistered(program: Program, profile: Profile): Problem[] {
  const { departments, items, ladders } = registered();
  const raise = profile === 'matter' ? problem : warning;
  const problems: Problem[] = [];
  const expect = (known: ReadonlySet<string>, id: string | undefined, elementId: string, code: string): void => {
    if (id !== undefined && !id.startsWith('=') && !known.has(id)) problems.push(raise(elementId, code, { id }));
  };
  const main = program.processes[program.main];
  expect(departments, main?.matter?.leadDepartment, program.main, 'DEPARTMENT_UNKNOWN');
  for (const item of main?.matter?.items ?? []) expect(items, item, program.main, 'ITEM_UNKNOWN');
  for (const node of main?.nodes ?? []) {
    const step = (node as { step?: StepTerms }).step;
    expect(departments, step?.department, node.id, 'DEPARTMENT_UNKNOWN');
    expect(items, step?.item, node.id, 'ITEM_UNKNOWN');
    expect(ladders, step?.ladder, node.id, 'LADDER_UNKNOWN');
  }
  return problems;
}

let read: { departments: ReadonlySet<string>; items: ReadonlySet<string>; ladders: ReadonlySet<string> } | undefined;

function registered(): NonNullable<typeof read> {
  if (read === undefined) {
    const { departments, serviceItems } = loadOrganisation();
    read = {
      departments: new Set(departments.map(({ id }) => id)),
      items: new Set(serviceItems.map(({ code }) => code)),
      ladders: new Set(['none', ...Object.keys(loadLadders())]),
    };
  }
  return read;
}
