import type { MatterFormFile, StepFormFile } from '../../engine/forms/model.ts';
import { checkForms } from '../../engine/forms/rules/index.ts';
import type { Problem } from '../../engine/problem.ts';
import type { Program } from '../../engine/program.ts';
import { namesGiven } from '../../engine/rules/expressions.ts';
import type { Facts } from '../../engine/rules/index.ts';
import type { Written } from './check.ts';

/** What is wrong with a definition's own forms, by the rules that the publish gate asks. */
export function formProblems(program: Program | null, { form, parts }: Written, facts: Facts, registeredForms: Readonly<Record<string, StepFormFile>>): Problem[] {
  const main = program?.processes[program.main];
  const steps = main && Object.values(program.processes).flatMap(({ nodes }) => nodes.map((node) => ({ id: node.id, form: 'step' in node ? node.step?.form : undefined })));
  return checkForms({
    form: form as MatterFormFile | null,
    stepForms: parts.stepForms as unknown as Readonly<Record<string, StepFormFile>>,
    registeredForms,
    steps,
    departments: facts.departments,
    items: facts.items && Object.keys(facts.items),
    variables: program && main ? [...namesGiven(main, program, facts)] : undefined,
  });
}
