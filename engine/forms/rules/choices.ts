import { problem } from '../../problem.ts';
import { chineseOf } from '../model.ts';
import type { FormRule } from './formRule.ts';
import { fieldPlaces } from './places.ts';

/** A choice offers something to choose, and a range has its bounds the right way round. */
export const choices: FormRule = {
  id: 'form-choices',
  check: (forms) =>
    fieldPlaces(forms).flatMap(({ path, field }) => {
      const label = chineseOf(field.label);
      const chooses = field.type === 'choice' || field.type === 'multi' || field.type === 'checklist';
      return [
        ...(chooses && field.optionsFrom === undefined && (field.options ?? []).length === 0 ? [problem('', 'FORM_OPTIONS_MISSING', { place: `${path}.options`, label })] : []),
        ...(field.min !== undefined && field.max !== undefined && field.min > field.max ? [problem('', 'FORM_RANGE_EMPTY', { place: `${path}.min`, label, min: field.min, max: field.max })] : []),
      ];
    }),
};
