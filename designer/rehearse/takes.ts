import { DomainError } from '../../engine/errors.ts';
import { Play, type Stage } from '../../engine/scenario/play.ts';
import type { DepartmentTold, ScenarioStart, ScenarioStep } from '../../engine/scenario/scenario.ts';

/** A run as it is being made: what was done so far, in the form that a scenario keeps. */
export interface Take {
  readonly start: ScenarioStart;
  readonly steps: readonly ScenarioStep[];
  /** How often departments have answered what the newest act asked them. */
  readonly rounds: number;
}

/** Whether a step makes something happen by itself; telling a department how to behave does not. */
export const isAct = ({ standin }: ScenarioStep): boolean => standin === undefined || standin.answer !== undefined;

/** Plays a take: calls of earlier acts are answered, those of the newest as often as they were. */
export function replay(stage: Stage, { start, steps, rounds }: Take): Play {
  const play = new Play(stage, start, { asks: true });
  const last = steps.findLastIndex(isAct);
  const answer = (index: number): void => {
    for (let round = 0; play.calls.length > 0 && (index < last || round < rounds); round += 1) play.answerCalls();
  };
  answer(last === -1 ? -1 : -2);
  for (const [index, step] of steps.entries()) {
    play.act(step);
    if (isAct(step)) answer(index);
  }
  return play;
}

/** The take after one more act. @throws DomainError as the case refuses it; the take is as it was. */
export const withAct = (take: Take, step: ScenarioStep): Take => ({ ...take, steps: [...take.steps, step], rounds: 0 });

/** The take once departments have answered what waits: what each was told stands before the act that asked it. */
export function withAnswers(take: Take, told: readonly DepartmentTold[]): Take {
  const names = new Set(told.map(({ department, operation }) => `${department}/${operation}`));
  const isOther = ({ department, operation }: DepartmentTold): boolean => !names.has(`${department}/${operation}`);
  const last = take.steps.findLastIndex(isAct);
  if (last === -1) return { ...take, start: { ...take.start, departments: [...(take.start.departments ?? []).filter(isOther), ...told] }, rounds: take.rounds + 1 };
  const before = take.steps.findLastIndex((step, index) => index < last && isAct(step));
  const between = take.steps.slice(before + 1, last).filter(({ standin }) => standin === undefined || isOther(standin));
  return { ...take, steps: [...take.steps.slice(0, before + 1), ...between, ...told.map((standin) => ({ standin })), ...take.steps.slice(last)], rounds: take.rounds + 1 };
}

/** The take without its newest act, and without what departments were told for it; null before the first act. */
export function withoutLast({ start, steps }: Take): Take | null {
  const last = steps.findLastIndex(isAct);
  if (last === -1) return null;
  const before = steps.findLastIndex((step, index) => index < last && isAct(step));
  return { start, steps: steps.slice(0, before + 1), rounds: Number.MAX_SAFE_INTEGER };
}

/** The take of a whole scenario, as far as it can be done; `refusal` is why it can't be done further. */
export function takeOf(stage: Stage, start: ScenarioStart, steps: readonly ScenarioStep[]): { readonly take: Take; readonly refusal: DomainError | null } {
  const play = new Play(stage, start);
  for (const [done, step] of steps.entries()) {
    try {
      play.act(step);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { take: { start, steps: steps.slice(0, done), rounds: Number.MAX_SAFE_INTEGER }, refusal: error };
    }
  }
  return { take: { start, steps, rounds: Number.MAX_SAFE_INTEGER }, refusal: null };
}
