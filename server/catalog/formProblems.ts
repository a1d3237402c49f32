import type { Parts } from '../../definitions/parts.ts';
import type { MatterFormFile, StepFormFile } from '../../engine/forms/model.ts';
import { checkForms } from '../../engine/forms/rules/index.ts';
import type { Problem } from '../../engine/problem.ts';
import type { Program } from '../../engine/program.ts';
import { namesGiven } from '../../engine/rules/expressions.ts';
import type { Facts } from '../../engine/rules/index.ts';
import { stepForms } from '../tasks/stepForms.ts';
import type { Drawing } from './readDrawing.ts';

/** What is wrong with the forms of a definition, beside its drawing. Names of steps' conditions are looked at where the drawing runs. */
export function formProblems(drawing: Drawing, program: Program | null, form: object | null, parts: Parts | null, facts: Facts): Problem[] {
  const main = program?.processes[program.main];
  return checkForms({
    form: form as MatterFormFile | null,
    stepForms: (parts?.stepForms ?? {}) as unknown as Readonly<Record<string, StepFormFile>>,
    registeredForms: Object.fromEntries(stepForms),
    steps: [...drawing.elements.values()].map(({ id, fields }) => ({ id, form: fields.get('gov:form') })),
    departments: facts.departments,
    items: facts.items && Object.keys(facts.items),
    variables: program && main ? [...namesGiven(main, program, facts)] : undefined,
  });
}
