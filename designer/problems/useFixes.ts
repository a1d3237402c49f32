import { computed, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type Modeler from 'bpmn-js/lib/Modeler';
import type { ElementsData } from '../catalog.ts';
import type { ApplyFix } from '../modeler/applyFix.ts';
import type { ShownProblem } from '../modeler/problemMarks.ts';
import { offerFixes, type OfferedFix } from './offerFixes.ts';

/**
 * The fixes of the problems shown; none while the drawing may not be changed. `settled`: brings the list up to the
 * drawing; `gone`: says that what a pressed fix was to mend is no longer there.
 */
export function useFixes(problems: Ref<readonly ShownProblem[]>, modeler: ShallowRef<Modeler | undefined>, data: ShallowRef<ElementsData | null>, editable: ComputedRef<boolean>, names: ComputedRef<Readonly<Record<string, string>>>, settled: () => Promise<void>, gone: () => void) {
  const offered = computed<ReadonlyMap<ShownProblem, OfferedFix>>(() => {
    const definitions = problems.value.length === 0 ? undefined : modeler.value?.getDefinitions();
    return definitions === undefined || data.value === null || !editable.value ? new Map() : offerFixes(problems.value, definitions, data.value, names.value);
  });

  async function mendNow({ elementId, code, params }: ShownProblem): Promise<void> {
    await settled();
    const alike = problems.value.filter((problem) => problem.elementId === elementId && problem.code === code);
    // An element may lack several things of a kind: the one that was pressed is mended; its figures may have changed.
    const still = alike.find((problem) => JSON.stringify(problem.params) === JSON.stringify(params)) ?? (alike.length === 1 ? alike[0] : undefined);
    const fix = still && offered.value.get(still);
    if (fix === undefined) gone();
    else modeler.value?.get<ApplyFix>('applyFix').run(fix.edits);
  }

  let last: Promise<void> = Promise.resolve();
  return {
    offered,
    /** Makes the fix of a problem as one step of the history, on the drawing as it then stands: after the fix pressed before. */
    mend: (problem: ShownProblem): Promise<void> => (last = last.catch(() => undefined).then(() => mendNow(problem))),
  };
}
