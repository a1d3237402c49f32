import { isDeepStrictEqual } from 'node:util';
import { differs, type Found } from '../../server/client/settled.ts';
import type { Expected } from './caseFile.ts';
import type { View } from './driver.ts';

/** Everything that differs from what a case expects at its end. */
export function compare(expected: Expected, view: View): Found[] {
  return [
    ...(expected.state ? compareState(expected.state, view) : []),
    ...compareCounts(expected, view),
    ...compareOrder(expected.order ?? [], view),
    ...(expected.waiting ? differs('waiting', counted(expected.waiting), counted(view.waiting)) : []),
    ...Object.entries(expected.variables ?? {}).flatMap(([name, value]) => {
      const got = view.main?.variables[name] ?? null;
      return isDeepStrictEqual(value, got) ? [] : [{ what: `variable ${name}`, expected: value, got }];
    }),
  ];
}

export function compareState(expected: readonly string[], { main }: View): Found[] {
  const states = main?.states ?? ['not started'];
  if (states.some((state) => expected.includes(state))) return [];
  const got = main?.incidents.length ? `${states.join(', ')} (${main.incidents.join('; ')})` : states.join(', ');
  return [{ what: 'state', expected: expected.join(' or '), got }];
}

export const compareWaiting = (expected: Readonly<Record<string, number>>, view: View): Found[] => differs('waiting', counted(expected), counted(view.waiting));

function compareCounts(expected: Expected, view: View): Found[] {
  const times = (element: string, how: 'completed' | 'cancelled') => view.over.filter((one) => one.element === element && one.how === how).length;
  return [
    ...Object.entries(expected.completed ?? {}).flatMap(([element, count]) => differs(`completed ${element}`, count, times(element, 'completed'))),
    ...(expected.completedTotals ?? []).flatMap(({ elements, total }) =>
      differs(`completed ${elements.join(' + ')}`, total, elements.reduce((sum, element) => sum + times(element, 'completed'), 0)),
    ),
    ...Object.entries(expected.cancelled ?? {}).flatMap(([element, count]) => differs(`cancelled ${element}`, count, times(element, 'cancelled'))),
    ...(expected.notCompleted ?? []).flatMap((element) => differs(`completed ${element}`, 0, times(element, 'completed'))),
  ];
}

function compareOrder(order: readonly (readonly [string, string])[], { over }: View): Found[] {
  const first = (element: string) => over.findIndex((one) => one.element === element && one.how === 'completed');
  return order.flatMap(([a, b]) => {
    const [before, after] = [first(a), first(b)];
    if (before >= 0 && after >= 0 && before < after) return [];
    return [{ what: 'order', expected: `${a} before ${b}`, got: `${a} ${before < 0 ? 'never' : `as number ${before + 1}`}, ${b} ${after < 0 ? 'never' : `as number ${after + 1}`}` }];
  });
}

/** Without zeros and by name, so that equal counts are equal texts. */
const counted = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
