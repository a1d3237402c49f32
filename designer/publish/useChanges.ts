import { computed, ref, watch, type Ref } from 'vue';
import type { DiagramMarker } from '../../ui/diagram/types.ts';
import type { Change } from './changes.ts';

/** Compares two drawings whenever one of them changes, and says how to mark them. */
export function useChanges(before: Ref<string>, after: Ref<string>) {
  const changes = ref<readonly Change[]>([]);
  const failed = ref(false);
  watch(
    [before, after],
    async () => {
      try {
        const { compare } = await import('./compare.ts');
        changes.value = await compare(before.value, after.value);
        failed.value = false;
      } catch {
        failed.value = true;
      }
    },
    { immediate: true },
  );
  const marks = (kinds: readonly Change['kind'][]) =>
    computed<DiagramMarker[]>(() => [...new Map(changes.value.filter((change) => kinds.includes(change.kind)).map((change) => [change.id, { element: change.id, tone: change.kind }])).values()]);
  return { changes, failed, markersBefore: marks(['removed', 'changed']), markersAfter: marks(['added', 'changed']) };
}
