import type { StepView } from '../answers/cases.ts';

/** A shape beside the word of a step's state. */
export const STEP_SHAPES: Readonly<Record<StepView['state'], string>> = {
  open: '◔',
  claimed: '◑',
  completed: '✓',
  cancelled: '⊘',
  waiting: '…',
  incident: '!',
  suspended: '❚❚',
};
