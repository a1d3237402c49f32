import { typesOfFields } from '../../engine/forms/fieldTypes.ts';
import { chineseOf, fieldsIn, type MatterFormFile, type StepFormFile } from '../../engine/forms/model.ts';
import type { Program } from '../../engine/program.ts';
import type { ConnectorContract } from '../../engine/register/connector.ts';
import { namesGiven } from '../../engine/rules/expressions.ts';
import type { KnownName } from './assist.ts';
import type { Known } from './known.ts';

/** What expressions of a definition may use: its questions and fields, forms of steps (its own before the city's), and what the drawing itself gives. */
export function namesOf(form: MatterFormFile | null, stepForms: Readonly<Record<string, StepFormFile>>, program: Program | null, connectors: readonly ConnectorContract[] = []): Known {
  const fields = [...(form?.situations ?? []), ...fieldsIn(form?.form.sections ?? []), ...Object.values(stepForms).flatMap(({ sections }) => fieldsIn(sections))];
  const types = typesOfFields(fields);
  const known = new Map<string, KnownName>();
  for (const { name, label, sample } of fields) if (!known.has(name)) known.set(name, { name, label: chineseOf(label), type: types[name] ?? 'any', sample });
  const main = program?.processes[program.main];
  if (program && main) for (const name of namesGiven(main, program, { variables: ['materials'], connectors: Object.fromEntries(connectors.map((each) => [each.code, each])) })) if (!known.has(name)) known.set(name, { name, label: '', type: 'any', sample: undefined });
  // Without a program the drawing's own names are not known.
  return { names: [...known.values()], complete: program !== null };
}
