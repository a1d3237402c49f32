import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { readScenario } from '../../definitions/matters/scenarioSchema.ts';
import { withExpectations } from '../../engine/scenario/derive.ts';
import type { Difference } from '../../engine/scenario/compare.ts';
import { coverageOf } from '../../engine/scenario/coverage.ts';
import type { Play, Stage } from '../../engine/scenario/play.ts';
import { runScenario } from '../../engine/scenario/run.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import type { OpenDraft } from '../draft/openDraft.ts';

/** A stored scenario and what it comes to; `differences` is null until it has run. */
export interface Kept {
  readonly id: string;
  readonly scenario: Scenario | null;
  readonly differences: readonly Difference[] | null;
  readonly play: Play | null;
  /** Why the file can't be read. */
  readonly broken?: string;
}

/** The scenarios of the open draft. They run again whenever the drawing, the forms or they themselves have changed. */
export function useScenarios(draft: OpenDraft, stage: ComputedRef<Stage | null>) {
  const kept = shallowRef<readonly Kept[]>([]);
  let turn = 0;

  async function runAll(): Promise<void> {
    const own = ++turn;
    const list: Kept[] = Object.entries(draft.parts.value.scenarios).map(([id, text]) => {
      try {
        return { id, scenario: readScenario(text), differences: null, play: null };
      } catch (error) {
        return { id, scenario: null, differences: null, play: null, broken: (error as Error).message };
      }
    });
    kept.value = list;
    for (const [index, each] of list.entries()) {
      // One at a time, so that the page stays awake.
      await new Promise((resolve) => setTimeout(resolve));
      if (own !== turn || stage.value === null) return;
      if (each.scenario === null) continue;
      const { play, differences } = runScenario(stage.value, each.scenario);
      list[index] = { ...each, play, differences };
      kept.value = [...list];
    }
  }
  watch([stage, () => draft.parts.value.scenarios], () => void runAll(), { immediate: true });

  const write = (scenarios: Readonly<Record<string, unknown>>): void => draft.change({ parts: { scenarios: scenarios as Record<string, Record<string, unknown>> } });
  return {
    kept,
    runAll,
    coverage: computed(() => (stage.value === null ? [] : coverageOf(stage.value.program, kept.value.flatMap(({ play }) => (play ? [play] : []))))),
    /** Stores a scenario, under a fresh id where none is given. Returns the id. */
    keep(scenario: Scenario, id = freshId(draft.parts.value.scenarios)): string {
      write({ ...draft.parts.value.scenarios, [id]: scenario });
      return id;
    },
    /** Stores what happens now as what must happen. @throws DomainError where a step can't be done any more */
    renew(id: string, scenario: Scenario): void {
      if (stage.value === null) return;
      const bare = { ...scenario, steps: scenario.steps.map(({ expect: _, ...step }) => step).filter((step) => Object.keys(step).length > 0) };
      this.keep(withExpectations(stage.value, bare), id);
    },
    drop(id: string): void {
      write(Object.fromEntries(Object.entries(draft.parts.value.scenarios).filter(([name]) => name !== id)));
    },
  };
}

function freshId(scenarios: Readonly<Record<string, unknown>>): string {
  for (let number = Object.keys(scenarios).length + 1; ; number += 1) if (scenarios[`run-${number}`] === undefined) return `run-${number}`;
}
