import personas from '../../definitions/organisation/personas.json' with { type: 'json' };
import type { Parts } from '../../definitions/parts.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';
import type { StepValueForm } from '../../engine/forms/stepValues.ts';
import { fieldsOfStep, type StepFields } from '../../engine/forms/stepRights.ts';
import type { MatterFormFile, StepFormFile } from '../../engine/forms/model.ts';
import type { OpenedEntry } from '../../engine/log.ts';
import type { Program, StepRole } from '../../engine/program.ts';
import { departmentsBy } from '../../engine/scenario/departmentsBy.ts';
import type { Stage } from '../../engine/scenario/play.ts';
import { shippedCalendar, shippedLadders } from './shippedTimes.ts';

const files = import.meta.glob<StepValueForm & { readonly id: string }>('../../definitions/forms/*.json', { eager: true, import: 'default' });

/** Who a user acts for: as in the demonstration city, else by the form of the id. */
const departmentOf = departmentsBy(personas.personas);

/** Who does a step of a department in a scenario. */
export function userOf(department: string | null, role: StepRole): string {
  const found = personas.personas.find((one) => one.department === department && one.roles.includes(role === 'applicant' ? 'clerk' : role));
  return found?.id ?? (department === null ? 'clerk1' : `${department}-1`);
}

/** What the open draft is rehearsed on: its program, its forms, the shipped calendar and ladders. */
export function stageOf(program: Program, form: object | null, parts: Parts): Stage {
  const shipped = Object.values(files).map((file) => [file.id, file] as const);
  const own = Object.entries(parts.stepForms).map(([id, each]) => [id, each as unknown as StepValueForm] as const);
  return { program, form: form as MatterForm | null, calendar: shippedCalendar(), ladders: shippedLadders(), departmentOf, stepForms: new Map([...shipped, ...own]) };
}

/** What a person's step asks: its own form and the fields of the matter's it may see; null where it asks nothing. */
export function formOfStep({ program, form, stepForms }: Stage, opened: OpenedEntry): StepFields | null {
  const own = opened.form === null ? undefined : stepForms?.get(opened.form);
  const fields = fieldsOfStep(own as StepFormFile | undefined, opened.process === program.main ? (form as MatterFormFile | null) : null, opened.element);
  return fields.sections.length === 0 ? null : fields;
}
