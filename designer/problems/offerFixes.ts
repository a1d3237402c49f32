import type { Drawn } from '../../engine/drawn.ts';
import { fixesFor, type Fix, type Register } from '../../engine/fixes/index.ts';
import { reasonOf } from '../../engine/rules/reasons.ts';
import { i18n } from '../../ui/i18n.ts';
import type { ElementsData } from '../catalog.ts';
import type { ShownProblem } from '../modeler/problemMarks.ts';

/** A fix in words, ready to be pressed. */
export interface OfferedFix extends Fix {
  readonly text: string;
}

/** The mechanical fix of each problem, where there is one, for the drawing as it stands. `names`: of elements by id, as people know them. */
export function offerFixes(problems: readonly ShownProblem[], definitions: unknown, data: ElementsData, names: Readonly<Record<string, string>>): ReadonlyMap<ShownProblem, OfferedFix> {
  const propose = fixesFor(definitions as Drawn, registerOf(data));
  return new Map(
    problems.flatMap((problem): [ShownProblem, OfferedFix][] => {
      const { elementId, code, severity, params } = problem;
      const fix = propose({ elementId, code, severity, ...(params === undefined ? {} : { params }) });
      return fix === null ? [] : [[problem, { ...fix, text: inWords(fix, names) }]];
    }),
  );
}

/** Why there is such a rule, in the language of the page. */
export const whyOf = (code: string): string => i18n.global.t(`reasons.${reasonOf(code)}`);

function registerOf({ items, departments, ladders }: ElementsData): Register {
  return {
    items: Object.fromEntries(items.map(({ code, name, department, limit }) => [code, { name, department, limit: limit ?? null }])),
    departments: Object.fromEntries(departments.map(({ id, name }) => [id, name])),
    ladders: ladders.map(({ id }) => id),
  };
}

function inWords({ id, params = {} }: Fix, names: Readonly<Record<string, string>>): string {
  const { t } = i18n.global;
  const to = params['to'] === undefined ? {} : { to: names[params['to']] ?? params['to'] };
  const unit = params['unit'] === undefined ? {} : { unit: t(`designer.option.limitUnit.${params['unit']}`) };
  return t(`fixes.${id}`, { ...params, ...to, ...unit });
}
