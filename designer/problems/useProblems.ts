import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { ApiProblem } from '../../ui/api/problem.ts';
import { i18n } from '../../ui/i18n.ts';
import type { Program } from '../../engine/program.ts';
import type { Problem } from '../../engine/problem.ts';
import type { ElementsData } from '../catalog.ts';
import type { Registered, Written } from '../modeler/check.ts';
import type { ShownProblem } from '../modeler/problemMarks.ts';

/** Milliseconds of quiet before the drawing is checked here, and again by the server. */
const quiet = { here: 200, server: 2500 };

/**
 * Checks the drawing after every change and shows what is wrong with it: at once in the browser, and after a longer
 * pause by the server, which knows more (`ask`); what it finds beyond is added.
 */
export function useProblems(read: () => Promise<string>, written: () => Written, show: (problems: readonly ShownProblem[]) => void, ask: (xml: string) => Promise<readonly Problem[]>, pause = quiet) {
  const found = ref<readonly ShownProblem[]>([]);
  /** The list does not speak of the drawing as it stands: nothing has been checked yet, or not since the last change. */
  const checking = ref(true);
  /** The newest drawing that could run, as it was compiled; null while there are errors, those of the register aside. */
  const runnable = shallowRef<{ readonly xml: string; readonly program: Program } | null>(null);
  /** The newest drawing as far as it can be read, errors and all: to be looked at, never to be run. */
  const readable = shallowRef<Program | null>(null);
  let registered: Registered | undefined;
  let data: ElementsData | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let changes = 0;
  /** The newest check, and how many changes it knows of. */
  let newest: { readonly seen: number; readonly done: Promise<void> } | undefined;
  let left = false;

  function take(problems: readonly ShownProblem[]): void {
    // What is answered after the page has been left finds no drawing any more.
    if (left) return;
    found.value = problems;
    show(problems);
  }

  function now(): Promise<void> {
    clearTimeout(soon);
    if (newest?.seen !== changes) newest = { seen: changes, done: checkAt(changes) };
    return newest.done;
  }

  async function checkAt(seen: number): Promise<void> {
    if (data === undefined) return;
    try {
      const { check, Registered } = await import('../modeler/check.ts');
      registered ??= new Registered(data);
      const xml = await read();
      const next = await check(xml, registered, written());
      if (newest?.seen !== seen) return;
      take(next.problems);
      runnable.value = next.program === null ? null : { xml, program: next.program };
      readable.value = next.readable;
    } catch (error) {
      // A drawing that the check itself can't digest must never look sound.
      console.error(error);
      if (newest?.seen === seen) take([{ elementId: '', severity: 'error', code: 'CHECK_FAILED', text: i18n.global.t('designer.problems.failed') }]);
      runnable.value = null;
      readable.value = null;
    } finally {
      if (seen === changes) checking.value = false;
    }
  }

  async function askServer(): Promise<void> {
    const seen = changes;
    // Without the server the browser's own check remains.
    const told = await read().then(ask).catch(() => []);
    // It may have answered first: what the browser finds comes before what is added to it.
    if (seen === changes) await now();
    if (seen === changes && !checking.value) await add(told);
  }

  function touch(): void {
    changes += 1;
    checking.value = true;
    clearTimeout(soon);
    clearTimeout(later);
    soon = setTimeout(() => void now(), pause.here);
    later = setTimeout(() => void askServer(), pause.server);
  }

  async function add(told: readonly Problem[]): Promise<void> {
    const { inWords } = await import('../modeler/check.ts');
    const same = (a: ShownProblem, b: ShownProblem): boolean => a.elementId === b.elementId && a.code === b.code && a.text === b.text;
    const more = told.map(inWords).filter((each) => !found.value.some((known) => same(known, each)));
    if (more.length > 0) take([...found.value, ...more]);
  }

  onScopeDispose(() => {
    left = true;
    clearTimeout(soon);
    clearTimeout(later);
  });
  return {
    found,
    checking,
    runnable,
    readable,
    errors: computed(() => found.value.filter((each) => each.severity === 'error').length),
    touch,
    /** Checks until the list speaks of the drawing as it stands. */
    async settled(): Promise<void> {
      while (checking.value && data !== undefined) await now();
    },
    /** Registered data arrived: from now on the drawing is checked. */
    start: (known: ElementsData) => void (data = known),
    /** Adds the problems that a refusal of the server carries. */
    addRefused(refusal: unknown): void {
      const told = refusal instanceof ApiProblem ? refusal.body.details?.['problems'] : undefined;
      if (Array.isArray(told)) void add(told as Problem[]);
    },
  };
}
