import { computed, onBeforeUnmount, ref } from 'vue';
import { ApiProblem } from '../../ui/api/problem.ts';
import type { Problem } from '../../engine/problem.ts';
import type { ElementsData } from '../catalog.ts';
import type { Registered } from '../modeler/check.ts';
import type { ShownProblem } from '../modeler/problemMarks.ts';

/** Milliseconds of quiet before the drawing is checked. */
const quiet = 400;

/** Checks the drawing after every change and shows what is wrong with it. */
export function useProblems(read: () => Promise<string>, show: (problems: readonly ShownProblem[]) => void) {
  let registered: Registered | undefined;
  const found = ref<readonly ShownProblem[]>([]);
  const checking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let data: ElementsData | undefined;

  async function now(): Promise<void> {
    clearTimeout(timer);
    const own = ++turn;
    checking.value = true;
    try {
      const { check, Registered } = await import('../modeler/check.ts');
      if (data === undefined) return;
      registered ??= new Registered(data);
      const next = await check(await read(), registered);
      if (own !== turn) return;
      found.value = next;
      show(next);
    } finally {
      if (own === turn) checking.value = false;
    }
  }

  function touch(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void now(), quiet);
  }

  /** Problems that only the server could find, carried by its refusal, stay until the next change. */
  function add(refusal: unknown): void {
    const told = refusal instanceof ApiProblem ? (refusal.body.details?.['problems'] as readonly Problem[] | undefined) : undefined;
    if (!Array.isArray(told)) return;
    void import('../modeler/check.ts').then(({ inWords }) => {
      found.value = told.map(inWords);
      show(found.value);
    });
  }

  onBeforeUnmount(() => {
    clearTimeout(timer);
    turn++;
  });
  return { found, checking, errors: computed(() => found.value.filter((each) => each.severity === 'error').length), touch, now, add, start: (known: ElementsData) => void (data = known) };
}
