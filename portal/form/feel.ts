import { evaluate } from 'feelin';

/**
 * Does a `when` of form.json hold for the answers given so far? An empty one holds; one that cannot be decided yet
 * (a name not answered) does not.
 */
export function holds(when: string | undefined, answers: Readonly<Record<string, unknown>>): boolean {
  if (!when) return true;
  const text = when.startsWith('=') ? when.slice(1) : when;
  try {
    const result: unknown = evaluate(text, { ...answers });
    return (result && typeof result === 'object' && 'value' in result ? (result as { value: unknown }).value : result) === true;
  } catch {
    return false;
  }
}
