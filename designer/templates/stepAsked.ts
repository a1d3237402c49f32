/** Event by which the menus of the drawing ask the page for a ready step. */
export const stepAsked = 'yjs.readyStep.asked';

/** What is asked; `at`: the element or flow the step goes to, null for none. */
export interface StepAsked {
  readonly template: string;
  readonly at: string | null;
}
