import { lint } from '../../expressions/lint.ts';
import { type Problem, problem } from '../../problem.ts';
import { typesOfFields } from '../fieldTypes.ts';
import type { FormRule } from './formRule.ts';
import { askedIn, namesIn, placesOf } from './places.ts';

/** What the platform gives to a step beside the case's own names. */
const GIVEN = ['opinion', 'opinions', 'materials', 'item', 'loopCounter'];

/** A condition can be read, and looks only at what has been answered when it is decided: a removed or later field leaves it without an answer for good. */
export const conditions: FormRule = {
  id: 'form-conditions',
  check(forms) {
    const asked = askedIn(forms);
    const all = asked.map(({ name }) => name);
    const types = typesOfFields(asked);
    const anywhere = new Set([...namesIn(forms), ...(forms.variables ?? []), ...GIVEN]);
    return placesOf(forms).flatMap(({ path, label, when, before }): Problem[] => {
      const text = (when ?? '').replace(/^\s*=/, '').trim();
      if (text === '') return [];
      const { findings, names } = lint(text, before === null ? {} : types);
      const told = (code: 'FORM_VARIABLE_UNKNOWN' | 'FORM_VARIABLE_LATER', variable: string): Problem => problem('', code, { place: `${path}.when`, label, text, variable });
      const wrong = findings.find(({ code }) => code !== 'EXPR_DECIMAL');
      if (wrong) return [problem('', 'FORM_CONDITION_INVALID', { place: `${path}.when`, label, text, at: wrong.at + 1, found: wrong.text ?? '' })];
      return names.flatMap((name): Problem[] => {
        if (before === null) return forms.variables !== undefined && !anywhere.has(name) ? [told('FORM_VARIABLE_UNKNOWN', name)] : [];
        if (before.some((field) => field.name === name)) return [];
        return [told(all.includes(name) ? 'FORM_VARIABLE_LATER' : 'FORM_VARIABLE_UNKNOWN', name)];
      });
    });
  },
};
