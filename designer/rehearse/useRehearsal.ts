import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { DomainError } from '../../engine/errors.ts';
import type { Play, Stage } from '../../engine/scenario/play.ts';
import type { DepartmentTold, Scenario, ScenarioStart, ScenarioStep } from '../../engine/scenario/scenario.ts';
import { replay, takeOf, type Take, withAct, withAnswers, withoutLast } from './takes.ts';
import { waitingOf } from './waiting.ts';

/**
 * A rehearsal in the browser: a take that grows by acts, and the case it comes to. Every act plays the take anew, so
 * that a step back is a shorter take, and what is kept as a scenario is what was seen. A take from before is gone on with.
 */
export function useRehearsal(stage: ComputedRef<Stage | null>, take: ShallowRef<Take | null> = shallowRef(null)) {
  const play = shallowRef<Play | null>(null);
  const refusal = shallowRef<DomainError | null>(null);

  /** Plays a take and keeps it; what is refused leaves everything as it was. True when it was played. */
  function turn(next: Take | null): boolean {
    refusal.value = null;
    if (next === null || stage.value === null) {
      take.value = null;
      play.value = null;
      return true;
    }
    try {
      play.value = replay(stage.value, next);
      take.value = next;
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refusal.value = error;
      return false;
    }
  }

  const rehearsal = {
    take,
    play,
    refusal,
    waiting: computed(() => (play.value === null || stage.value === null ? [] : waitingOf(stage.value.program, play.value))),
    canBack: computed(() => take.value !== null && withoutLast(take.value) !== null),
    begin: (start: ScenarioStart): boolean => turn({ start, steps: [], rounds: 0 }),
    act: (step: ScenarioStep): boolean => turn(withAct(take.value!, step)),
    answer: (told: readonly DepartmentTold[]): boolean => turn(withAnswers(take.value!, told)),
    back: (): boolean => turn(withoutLast(take.value!)),
    leave: (): boolean => turn(null),
    /** Shows a scenario as far as it can be done; false where it can't be done to its end. */
    load({ start, steps }: Scenario): boolean {
      if (stage.value === null) return false;
      try {
        const found = takeOf(stage.value, start, steps);
        turn(found.take);
        refusal.value = found.refusal;
        return found.refusal === null;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refusal.value = error;
        return false;
      }
    },
    /** Plays what was done so far on the drawing as it is now, questions that are open stay open; where it is refused, as far as it can be done. */
    again(): void {
      if (take.value !== null && !turn(take.value)) rehearsal.load({ title: { zh: '' }, ...take.value });
    },
  };
  // A changed drawing is tried again from the start, also when errors stood in between.
  watch(stage, (now) => now !== null && rehearsal.again(), { immediate: true });
  return rehearsal;
}
