import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import type { Change } from '../../engine/diff/change.ts';
import type { WholeDefinition } from '../../engine/diff/compareDefinitions.ts';
import type { DiagramMarker } from '../../ui/diagram/types.ts';
import { saidIn } from '../versions/namesIn.ts';

/** Compares two definitions whenever one of them changes, says how people know what is drawn and how to mark the drawings; nothing to compare with is no change. */
export function useChanges(before: Ref<WholeDefinition | null>, after: Ref<WholeDefinition | null>) {
  const changes = shallowRef<readonly Change[]>([]);
  const failed = ref(false);
  let turn = 0;
  watch(
    [before, after],
    async ([then, now]) => {
      const own = ++turn;
      try {
        const { compareDefinitions } = await import('../../engine/diff/compareDefinitions.ts');
        const found = then === null || now === null ? [] : await compareDefinitions(then, now);
        if (own !== turn) return;
        changes.value = found;
        failed.value = false;
      } catch {
        if (own === turn) failed.value = true;
      }
    },
    { immediate: true },
  );
  onBeforeUnmount(() => turn++);
  const marks = (kinds: readonly Change['kind'][]) =>
    computed<DiagramMarker[]>(() => [
      ...new Map(changes.value.filter(({ part, kind }) => part === 'flow' && kinds.includes(kind)).map(({ elementId, kind }) => [elementId, { element: elementId, tone: kind }])).values(),
    ]);
  return { changes, failed, said: computed(() => saidIn(after.value?.xml ?? '', before.value?.xml ?? '')), markersBefore: marks(['removed', 'changed']), markersAfter: marks(['added', 'changed']) };
}
