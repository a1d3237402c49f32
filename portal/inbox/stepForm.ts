import type { WorkItem } from '../answers/workItems.ts';
import type { Answers } from '../form/answers.ts';

/** Fields of the step's form that the case already knows start filled in. */
export function initialAnswers(item: Pick<WorkItem, 'stepForm' | 'variables'>): Answers {
  const names = (item.stepForm?.sections ?? []).flatMap((section) => section.fields.map((field) => field.name));
  return Object.fromEntries(names.filter((name) => item.variables[name] !== undefined && item.variables[name] !== null).map((name) => [name, item.variables[name]]));
}
