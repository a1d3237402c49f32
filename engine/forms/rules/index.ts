import type { Problem } from '../../problem.ts';
import { choices } from './choices.ts';
import { conditions } from './conditions.ts';
import type { FormRule, Forms } from './formRule.ts';
import { names } from './names.ts';
import { registered } from './registered.ts';
import { rights } from './rights.ts';
import { unreachable } from './unreachable.ts';

/** Every publish rule about forms. The same in browser, publish gate and tests. */
export const formRules: readonly FormRule[] = [names, choices, conditions, unreachable, registered, rights];

/** What is wrong with the forms of a definition. */
export const checkForms = (forms: Forms): Problem[] => formRules.flatMap((rule) => rule.check(forms));

export type { FormRule, Forms };
