import { z } from 'zod';
import { fieldKinds, fieldRights, type MatterFormFile, type StepFormFile } from '../../engine/forms/model.ts';

/** A text a designer writes, in Chinese alone or in both languages. */
const label = z.union([z.string().max(500), z.strictObject({ zh: z.string().max(500), en: z.string().max(500).exactOptional() })]).describe('A text: Chinese alone, or { zh, en }');
/** Names become variables of the case: FEEL must be able to read them as one word. */
const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,59}$/u).describe('Variable of the case: letters, digits and _');
const id = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,79}$/u);
const when = z.string().max(2000).describe('FEEL over what is answered before; absent or empty: always');
const department = z.string().max(60);

/** One field or question. */
export const fieldSchema = z.strictObject({
  name, label,
  type: z.enum(fieldKinds).describe('money is counted in 分'),
  required: z.boolean().exactOptional(),
  personal: z.boolean().exactOptional().describe('Kept encrypted beside the case; conditions can not see it'),
  sharedWith: z.array(department).max(50).exactOptional().describe('Departments that see a personal field in plain'),
  options: z.array(z.strictObject({ value: z.union([z.string().max(200), z.number(), z.boolean()]), label })).max(200).exactOptional(),
  optionsFrom: z.string().max(60).exactOptional().describe('A variable whose list holds the options, or proposeSlots'),
  when: when.exactOptional(),
  rule: z.enum(['uscc', 'idNumber', 'phone']).exactOptional(),
  hint: label.exactOptional(),
  unit: z.string().max(20).exactOptional(),
  min: z.number().exactOptional(), max: z.number().exactOptional(),
  sample: z.unknown().optional(),
  access: z.enum(fieldRights).exactOptional().describe('In the form of a step: what the step may do with it'),
});
const section = z.strictObject({ title: label.exactOptional(), when: when.exactOptional(), fields: z.array(fieldSchema).max(200) });
const sections = z.array(section).max(60);

/** A matter's form.json: situation questions, the one form, items, materials, stages and field rights of steps. */
export const matterFormSchema = z.strictObject({
  name: label.exactOptional(),
  note: label.exactOptional(),
  summary: label.exactOptional(),
  situations: z.array(fieldSchema).max(60).describe('情形引导: questions that decide items, materials and branches'),
  items: z.array(z.strictObject({ id, name: label.exactOptional(), department: department.exactOptional(), when: when.exactOptional() })).max(100).exactOptional(),
  form: z.strictObject({ title: label.exactOptional(), sections }),
  materials: z
    .array(z.strictObject({ id, name: label, required: z.boolean().exactOptional(), when: when.exactOptional(), fromCertificate: z.string().max(100).exactOptional(), accepts: z.union([z.string().max(200), z.array(z.string().max(60)).max(30)]).exactOptional(), hint: label.exactOptional() }))
    .max(200),
  applicantStages: z.array(z.strictObject({ id, name: label })).max(30).exactOptional(),
  rights: z.record(z.string().max(255), z.record(name, z.enum(fieldRights))).exactOptional().describe('By the id of a drawn step and the name of a field'),
}) satisfies z.ZodType<MatterFormFile>;

/** A form of a step, shipped in this folder or a definition's own. */
export const stepFormSchema = z.strictObject({ id: id.exactOptional(), title: label, sections }) satisfies z.ZodType<StepFormFile>;

/** The JSON Schemas of both, as they are published. */
export const formJsonSchemas = (): Readonly<Record<'matter-form' | 'step-form', object>> => ({
  'matter-form': { title: 'Form of a matter (form.json)', ...z.toJSONSchema(matterFormSchema) },
  'step-form': { title: 'Form of a step', ...z.toJSONSchema(stepFormSchema) },
});

/** Where a form does not fit its schema. */
export interface FormFault {
  /** `situations.2.type`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What of a form does not fit; `prefix` stands before every path. */
export function formFaults(schema: typeof matterFormSchema | typeof stepFormSchema, value: unknown, prefix: string): FormFault[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path, code, message }) => ({ path: [prefix, ...path.map(String)].filter((part) => part !== '').join('.'), code, message }));
}
