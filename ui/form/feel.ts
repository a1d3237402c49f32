import { holds as decide } from '../../engine/expressions/feel.ts';
import type { Variables } from '../../engine/value.ts';

/**
 * Does a `when` of form.json hold for the answers given so far? An empty one holds; one that cannot be decided yet
 * (a name without an answer) does not. The same evaluator decides on the server.
 */
export function holds(when: string | undefined, answers: Readonly<Record<string, unknown>>): boolean {
  if (!when) return true;
  try {
    return decide(when.replace(/^=/, ''), answers as Variables, new Date().toISOString());
  } catch {
    return false;
  }
}
