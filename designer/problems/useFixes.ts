import { computed, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type Modeler from 'bpmn-js/lib/Modeler';
import type { ElementsData } from '../catalog.ts';
import type { ApplyFix } from '../modeler/applyFix.ts';
import type { ShownProblem } from '../modeler/problemMarks.ts';
import { offerFixes, type OfferedFix } from './offerFixes.ts';

/** The fixes of the problems shown; none while the drawing may not be changed. */
export function useFixes(problems: Ref<readonly ShownProblem[]>, modeler: ShallowRef<Modeler | undefined>, data: ShallowRef<ElementsData | null>, editable: ComputedRef<boolean>, names: ComputedRef<Readonly<Record<string, string>>>, check: () => Promise<void>) {
  const offered = computed<ReadonlyMap<ShownProblem, OfferedFix>>(() => {
    const definitions = problems.value.length === 0 ? undefined : modeler.value?.getDefinitions();
    return definitions === undefined || data.value === null || !editable.value ? new Map() : offerFixes(problems.value, definitions, data.value, names.value);
  });
  return {
    offered,
    /** Makes the fix of a problem as one step of the history. The drawing may be newer than the list: it is checked again first. */
    async mend({ elementId, code, params }: ShownProblem): Promise<void> {
      await check();
      const alike = problems.value.filter((problem) => problem.elementId === elementId && problem.code === code);
      // An element may lack several things of a kind: the one that was pressed is mended.
      const still = alike.find((problem) => JSON.stringify(problem.params) === JSON.stringify(params)) ?? alike[0];
      const fix = still && offered.value.get(still);
      if (fix) modeler.value?.get<ApplyFix>('applyFix').run(fix.edits);
    },
  };
}
