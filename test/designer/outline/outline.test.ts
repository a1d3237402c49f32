import { describe, expect, test } from '@jest/globals';
import { longestPath, workingDays } from '../../../designer/outline/limits.ts';
import { outline, type DrawnNode } from '../../../designer/outline/steps.ts';

const node = (id: string, outgoing: string[], more: Partial<DrawnNode> & { limit?: string; unit?: string; stop?: boolean; from?: string } = {}): DrawnNode => {
  const { limit = '', unit = '', stop = false, from = '', ...rest } = more;
  return { id, type: 'bpmn:UserTask', name: id, parent: 'p', attachedTo: null, outgoing, x: 0, y: 0, gov: { limitAmount: limit, limitUnit: unit, limitFrom: from, clock: stop ? 'stop' : '' }, ...rest };
};
const start = (outgoing: string[]): DrawnNode => node('start', outgoing, { type: 'bpmn:StartEvent' });

describe('the list of steps', () => {
  test('follows the flows, whatever the order of the text', () => {
    const nodes = [node('c', []), node('b', ['c']), start(['b'])];

    expect(outline(nodes, 'p').map(({ id }) => id)).toEqual(['start', 'b', 'c']);
  });

  test('tells every branch before their join, the upper one first', () => {
    const nodes = [start(['split']), node('split', ['low', 'high']), node('low', ['join'], { y: 200 }), node('high', ['high2'], { y: 10 }), node('high2', ['join']), node('join', ['end']), node('end', [])];

    expect(outline(nodes, 'p').map(({ id }) => id)).toEqual(['start', 'split', 'high', 'low', 'high2', 'join', 'end']);
  });

  test('ends where a flow leads back', () => {
    const nodes = [start(['a']), node('a', ['b']), node('b', ['a', 'c']), node('c', [])];

    expect(outline(nodes, 'p').map(({ id }) => id)).toEqual(['start', 'a', 'b', 'c']);
  });

  test('puts a sub-process before its content and a boundary event after its host', () => {
    const nodes = [start(['sub']), node('sub', ['end']), node('inner', [], { parent: 'sub' }), node('timer', ['late'], { attachedTo: 'sub', type: 'bpmn:BoundaryEvent' }), node('late', []), node('end', [])];

    expect(outline(nodes, 'p').map(({ id, depth }) => [id, depth])).toEqual([['start', 0], ['sub', 0], ['inner', 1], ['timer', 0], ['late', 0], ['end', 0]]);
  });

  test('shows what nothing leads to', () => {
    expect(outline([start([]), node('alone', [])], 'p').map(({ id }) => id)).toEqual(['start', 'alone']);
  });
});

describe('the sum of limits', () => {
  test.each([
    ['parallel branches count once, the longer one', [start(['a', 'b']), node('a', ['c'], { limit: '3' }), node('b', ['c'], { limit: '5' }), node('c', [], { limit: '1' })], 6],
    ['a step that stops the clock counts nothing', [start(['a']), node('a', ['b'], { limit: '10', stop: true }), node('b', [], { limit: '2' })], 2],
    ['a loop is passed once', [start(['a']), node('a', ['b'], { limit: '2' }), node('b', ['a'], { limit: '3' })], 5],
    ['working hours are sixths of a day, as the publish rule counts', [start(['a']), node('a', [], { limit: '3', unit: 'workingHour' })], 0.5],
    ['of seven calendar days five are working days', [start(['a']), node('a', [], { limit: '14', unit: 'calendarDay' })], 10],
    ['a limit that runs from acceptance is a date, not a sum', [start(['a']), node('a', ['b'], { limit: '3' }), node('b', ['c'], { limit: '15', from: 'acceptance' }), node('c', [], { limit: '1' })], 16],
    ['content of a sub-process counts where it has no limit of its own', [start(['sub']), node('sub', []), node('inner', [], { parent: 'sub', limit: '4' })], 4],
    ['its own limit comes first', [start(['sub']), node('sub', [], { limit: '3' }), node('inner', [], { parent: 'sub', limit: '4' })], 3],
    ['what a boundary event leads to comes after its host', [start(['a']), node('a', ['end'], { limit: '2' }), node('timer', ['late'], { attachedTo: 'a' }), node('late', [], { limit: '3' }), node('end', [])], 5],
  ])('%s', (_title, nodes, days) => {
    expect(longestPath(nodes, 'p').days).toBe(days);
  });

  test('names the steps that make it', () => {
    const nodes = [start(['a', 'b']), node('a', ['c'], { limit: '3' }), node('b', ['c'], { limit: '5' }), node('c', [], { limit: '1' })];

    expect(longestPath(nodes, 'p').steps).toEqual(['b', 'c']);
  });

  test.each([['', null], ['0', null], ['-1', null], ['x', null], ['0.5', 0.5]])('the amount %j is %j working days', (amount, days) => {
    expect(workingDays(amount, 'workingDay')).toBe(days);
  });
});
