import { problem } from '../../problem.ts';
import { chineseOf } from '../model.ts';
import type { FormRule } from './formRule.ts';
import { fieldPlaces } from './places.ts';

/** Departments and service items that a form names are registered in the city (SC-21). */
export const registered: FormRule = {
  id: 'form-registered',
  check(forms) {
    const { departments, items } = forms;
    const missing = (department: string | undefined): boolean => department !== undefined && departments !== undefined && !departments.includes(department);
    return [
      ...(forms.form?.items ?? []).flatMap(({ id, name, department }, i) => {
        const label = chineseOf(name) || id;
        return [
          ...(items !== undefined && !items.includes(id) ? [problem('', 'FORM_ITEM_UNREGISTERED', { place: `items.${i}.id`, label, item: id })] : []),
          ...(missing(department) ? [problem('', 'FORM_DEPARTMENT_UNREGISTERED', { place: `items.${i}.department`, label, department: department! })] : []),
        ];
      }),
      ...fieldPlaces(forms).flatMap(({ path, field }) =>
        (field.sharedWith ?? []).filter(missing).map((department) => problem('', 'FORM_DEPARTMENT_UNREGISTERED', { place: `${path}.sharedWith`, label: chineseOf(field.label), department })),
      ),
    ];
  },
};
