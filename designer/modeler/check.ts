import { compile } from '../../engine/compile.ts';
import { i18n } from '../../ui/i18n.ts';
import type { Problem } from '../../engine/problem.ts';
import type { ShownProblem } from './problemMarks.ts';

/** Compiles a drawing in the browser, by the rules of a matter, and puts the problems into words. */
export async function check(xml: string): Promise<ShownProblem[]> {
  const { problems } = await compile(xml, { profile: 'matter' });
  return problems.map(inWords);
}

/** A problem with its text in the language of the page; its code where a text is missing. */
export function inWords(problem: Problem): ShownProblem {
  const { t, te } = i18n.global;
  const key = `problems.${problem.code}`;
  return { elementId: problem.elementId, severity: problem.severity, code: problem.code, text: te(key) ? t(key, { ...problem.params }) : problem.code };
}
