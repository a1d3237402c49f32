import type { EndExpectation, Expectation, Scenario } from '../../engine/scenario/scenario.ts';

/** One thing a scenario expects, as a line that can be changed or taken away. */
export interface Line {
  /** From 1; 0 for the whole case. */
  readonly step: number;
  readonly kind: keyof Expectation | keyof EndExpectation;
  /** The element, for what is expected of one. */
  readonly element?: string;
  readonly value: unknown;
}

const byElement: ReadonlySet<string> = new Set(['due', 'open', 'waiting']);

/** Everything a scenario expects, in the order of its steps. */
export function linesOf({ steps, expect }: Scenario): Line[] {
  const of = (step: number, expected: Expectation | EndExpectation | undefined): Line[] =>
    Object.entries(expected ?? {}).flatMap(([kind, value]): Line[] => {
      if (!byElement.has(kind)) return [{ step, kind: kind as Line['kind'], value: value as unknown }];
      return Object.entries(value as object).map(([element, one]) => ({ step, kind: kind as Line['kind'], element, value: one as unknown }));
    });
  return [...steps.flatMap((each, index) => of(index + 1, each.expect)), ...of(0, expect)];
}

/** The scenario with these expectations and no others. */
export function withLines({ expect: _, ...scenario }: Scenario, lines: readonly Line[]): Scenario {
  const of = (step: number): Record<string, unknown> => {
    const expected: Record<string, unknown> = {};
    for (const line of lines) {
      if (line.step !== step) continue;
      if (line.element === undefined) expected[line.kind] = line.value;
      else expected[line.kind] = { ...(expected[line.kind] as object | undefined), [line.element]: line.value };
    }
    return expected;
  };
  const steps = scenario.steps.map(({ expect: __, ...step }, index) => {
    const expected = of(index + 1);
    return Object.keys(expected).length === 0 ? step : { ...step, expect: expected as Expectation };
  });
  const end = of(0);
  return { ...scenario, steps, ...(Object.keys(end).length === 0 ? {} : { expect: end as EndExpectation }) };
}
