import { describe, expect, test } from '@jest/globals';
import type { Expected } from '../../../scripts/conformance/caseFile.ts';
import { compare } from '../../../scripts/conformance/compare.ts';
import type { View } from '../../../scripts/conformance/driver.ts';

const done = (element: string) => ({ element, how: 'completed' as const });
const view: View = {
  main: { states: ['completed'], incidents: [], variables: { a: 1, list: [1, { b: 2 }] } },
  waiting: { open: 2 },
  over: [done('a'), done('b'), done('a'), { element: 'c', how: 'cancelled' }],
};
const stuck: View = { ...view, main: { states: ['incident', 'failed', 'error'], incidents: ['FEEL_INVALID at x: no'], variables: {} } };

const table: [string, Expected, View, readonly (readonly [string, unknown, unknown])[]][] = [
  ['everything as expected', { state: ['completed'], completed: { a: 2, b: 1, d: 0 }, cancelled: { c: 1 }, waiting: { open: 2, other: 0 }, variables: { list: [1, { b: 2 }] }, notCompleted: ['c'], order: [['a', 'b']], completedTotals: [{ elements: ['a', 'b'], total: 3 }] }, view, []],
  ['nothing of a value that is expected to be none and was never set', { variables: { none: null } }, view, []],
  ['another state', { state: ['running', 'terminated'] }, view, [['state', 'running or terminated', 'completed']]],
  ['a fault, with its reason', { state: ['completed'] }, stuck, [['state', 'completed', 'incident, failed, error (FEEL_INVALID at x: no)']]],
  ['a fault where one is expected', { state: ['error'] }, stuck, []],
  ['no main instance', { state: ['completed'], variables: { a: 1 } }, { ...view, main: null }, [['state', 'completed', 'not started'], ['variable a', 1, null]]],
  ['too often', { completed: { a: 1 } }, view, [['completed a', 1, 2]]],
  ['although it must not', { notCompleted: ['b'] }, view, [['completed b', 0, 1]]],
  ['not withdrawn', { cancelled: { a: 1 } }, view, [['cancelled a', 1, 0]]],
  ['another sum', { completedTotals: [{ elements: ['a', 'b'], total: 1 }] }, view, [['completed a + b', 1, 3]]],
  ['still open', { waiting: {} }, view, [['waiting', {}, { open: 2 }]]],
  ['the wrong way round', { order: [['b', 'a']] }, view, [['order', 'b before a', 'b as number 2, a as number 1']]],
  ['one of the two never', { order: [['a', 'c']] }, view, [['order', 'a before c', 'a as number 1, c never']]],
];

describe('comparing with what a case expects', () => {
  test.each(table)('tells %s', (_what, expected, seen, differences) => {
    expect(compare(expected, seen).map(({ what, expected: wanted, got }) => [what, wanted, got])).toEqual(differences);
  });
});
