/** Lets many work at once, and now and then one alone: whoever comes after it waits. */
export interface Turns {
  /** Resolves when it is one's turn, with the end of it. */
  take(alone: boolean): Promise<() => void> | (() => void);
}

/** Turns in the order they were asked for. */
export function createTurns(): Turns {
  const waiting: { readonly alone: boolean; readonly begin: (end: () => void) => void }[] = [];
  let working = 0;
  let oneAlone = false;
  const isFree = (alone: boolean): boolean => !oneAlone && (!alone || working === 0);
  const begin = (alone: boolean): (() => void) => {
    working += 1;
    oneAlone = alone;
    return () => {
      working -= 1;
      if (alone) oneAlone = false;
      while (waiting[0] && isFree(waiting[0].alone)) {
        const next = waiting.shift()!;
        next.begin(begin(next.alone));
      }
    };
  };
  return {
    take: (alone) => (waiting.length === 0 && isFree(alone) ? begin(alone) : new Promise((resolve) => waiting.push({ alone, begin: resolve }))),
  };
}
