import { lint } from '../../expressions/lint.ts';
import { type Problem, problem } from '../../problem.ts';
import { typesOfFields } from '../fieldTypes.ts';
import { type Asked, reachOf } from '../reach.ts';
import type { FormRule } from './formRule.ts';
import { placesOf } from './places.ts';

/** What no answers can bring up is never asked, never handed in and never done. */
export const unreachable: FormRule = {
  id: 'form-unreachable',
  check: (forms) =>
    placesOf(forms).flatMap(({ path, label, when, before }): Problem[] =>
      before !== null && when !== undefined && reads(when, before) && reachOf(when, before) === 'never' ? [problem('', 'FORM_NEVER_SHOWN', { place: `${path}.when`, label, text: when })] : [],
    ),
};

/** A condition that means nothing has a rule of its own. */
const reads = (when: string, before: readonly Asked[]): boolean => lint(when.replace(/^\s*=/, '').trim(), typesOfFields(before)).findings.every(({ code }) => code === 'EXPR_DECIMAL');
