import { type Problem, problem } from '../../problem.ts';
import type { ProblemCode } from '../../problemCodes.ts';
import { isReservedName } from '../../value.ts';
import { chineseOf } from '../model.ts';
import type { FormRule, Forms } from './formRule.ts';
import { type FieldPlace, fieldPlaces } from './places.ts';

interface Named {
  readonly path: string;
  readonly name: string;
  readonly label: string;
}

/** Names say one thing each: of fields in a form, of options in a field, of materials, items and stages in a matter. */
export const names: FormRule = {
  id: 'form-names',
  check(forms) {
    return [
      ...formsApart(forms).flatMap((fields) => twice(fields.map(({ path, field }) => ({ path, name: field.name, label: chineseOf(field.label) })), 'FORM_NAME_TWICE')),
      ...fieldPlaces(forms).flatMap(({ path, field }): Problem[] => [
        ...(isReservedName(field.name) || PLATFORM.has(field.name) ? [problem('', 'FORM_NAME_RESERVED', { place: `${path}.name`, label: chineseOf(field.label), name: field.name })] : []),
        ...twice((field.options ?? []).map(({ value, label }, i) => ({ path: `${path}.options.${i}`, name: String(value), label: chineseOf(label) })), 'FORM_OPTION_TWICE'),
      ]),
      ...(['materials', 'items', 'applicantStages'] as const).flatMap((list) => twice((forms.form?.[list] ?? []).map(({ id, name }, i) => ({ path: `${list}.${i}`, name: id, label: chineseOf(name) })), 'FORM_ID_TWICE')),
    ];
  },
};

/** Names that the platform itself gives a value. */
const PLATFORM: ReadonlySet<string> = new Set(['opinion', 'opinions', 'materials', 'loopCounter', 'nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances', 'nrOfTerminatedInstances']);

/** Fields of the matter's form, and of each step's: a name may come back in another form. */
const formsApart = ({ form, stepForms }: Forms): (readonly FieldPlace[])[] => [
  fieldPlaces({ form, stepForms: {} }),
  ...Object.entries(stepForms).map(([id, stepForm]) => fieldPlaces({ form: null, stepForms: { [id]: stepForm } })),
];

function twice(all: readonly Named[], code: ProblemCode): Problem[] {
  return all.filter(({ name }, i) => all.findIndex((each) => each.name === name) < i).map(({ path, name, label }) => problem('', code, { place: path, name, label }));
}
