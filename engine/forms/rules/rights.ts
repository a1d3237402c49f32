import { type Problem, problem, warning } from '../../problem.ts';
import { chineseOf, fieldsIn } from '../model.ts';
import type { FormRule } from './formRule.ts';

/** Rights belong to steps that are drawn and to fields that there are; what is personal is kept apart from the case and can't be written by a step. */
export const rights: FormRule = {
  id: 'form-rights',
  check({ form, stepForms, registeredForms = {}, steps }) {
    if (form?.rights === undefined) return [];
    const own = fieldsIn(form.form.sections);
    return Object.entries(form.rights).flatMap(([step, given]): Problem[] => {
      const drawn = steps?.find(({ id }) => id === step);
      if (steps !== undefined && drawn === undefined) return [warning('', 'FORM_RIGHT_STEP_UNKNOWN', { place: `rights.${step}`, step, label: step })];
      const sections = drawn?.form === undefined ? [] : ({ ...registeredForms, ...stepForms }[drawn.form]?.sections ?? []);
      return Object.entries(given).flatMap(([name, right]): Problem[] => {
        const field = own.find((each) => each.name === name);
        const params = { place: `rights.${step}.${name}`, step, label: chineseOf(field?.label) || name, name };
        if (field === undefined && steps !== undefined && !fieldsIn(sections).some((each) => each.name === name)) return [problem('', 'FORM_RIGHT_FIELD_UNKNOWN', params)];
        return field?.personal === true && right === 'editable' ? [problem('', 'FORM_RIGHT_PERSONAL', params)] : [];
      });
    });
  },
};
