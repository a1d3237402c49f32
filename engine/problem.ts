import type { ProblemCode } from './problemCodes.ts';

/** Something wrong with a drawing. Data, not thrown: shown in the designer, and a publish is refused while errors remain. */
export interface Problem {
  /** The element concerned; the process when it is about the whole. */
  readonly elementId: string;
  /** Key of the text in ui/messages/<language>/problems.json. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly params?: Readonly<Record<string, string | number>>;
}

export const problem = (elementId: string, code: ProblemCode, params?: Problem['params']): Problem => ({
  elementId,
  code,
  severity: 'error',
  ...(params ? { params } : {}),
});

export const warning = (elementId: string, code: ProblemCode, params?: Problem['params']): Problem => ({
  ...problem(elementId, code, params),
  severity: 'warning',
});
