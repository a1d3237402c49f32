import { describe, expect, test } from '@jest/globals';
import type { FlowNode } from '../../../../designer/outline/tree/block.ts';
import { parseScope } from '../../../../designer/outline/tree/parse.ts';
import { movesOf, placesOf } from '../../../../designer/outline/tree/places.ts';

const types: Readonly<Record<string, string>> = { s: 'bpmn:StartEvent', e: 'bpmn:EndEvent', x: 'bpmn:ExclusiveGateway', p: 'bpmn:ParallelGateway', v: 'bpmn:EventBasedGateway' };
function scope(...ways: string[]) {
  const ids = [...new Set(ways.flatMap((way) => way.split('>')))];
  const nodes = ids.map((id): FlowNode => ({ id, type: types[id[0]!] ?? 'bpmn:UserTask', attachedTo: null }));
  const edges = ways.flatMap((way) => way.split('>').slice(1).map((target, index) => ({ id: `${way.split('>')[index]}>${target}`, source: way.split('>')[index]!, target })));
  return parseScope(nodes, edges);
}
const scopes = new Map([
  ['p0', scope('s>a>p>b>p2>sub>c>e', 'p>d>p2')],
  ['sub', scope('s1>m>e1')],
]);

describe('places in reading order', () => {
  test('go through branches and sub-processes', () => {
    expect(placesOf(scopes, 'p0')).toEqual(['s>a', 'a>p', 'p>b', 'b>p2', 'p>d', 'd>p2', 'p2>sub', 's1>m', 'm>e1', 'sub>c', 'c>e']);
  });

  test('leave out what is said elsewhere or can hold nothing', () => {
    const branching = new Map([['p0', scope('s>x>a>e1', 'x>b>v>m1>x2>e2', 'v>m2>x2')]]);

    expect(placesOf(branching, 'p0')).toEqual(['s>x', 'x>a', 'a>e1', 'x>b', 'b>v', 'm1>x2', 'm2>x2', 'x2>e2']);
  });
});

describe('moving by a key', () => {
  test.each([
    ['a', { up: null, down: 'p>b', inward: 'p>b', outward: null }],
    ['b', { up: 'a>p', down: 'p>d', inward: null, outward: 'p2>sub' }],
    ['d', { up: 'b>p2', down: 'p2>sub', inward: null, outward: 'p2>sub' }],
    ['p', { up: 's>a', down: 's1>m', inward: 's1>m', outward: null }],
    ['c', { up: 'm>e1', down: null, inward: 'm>e1', outward: null }],
    ['m', { up: 'p2>sub', down: 'sub>c', inward: null, outward: 'sub>c' }],
    ['s', { up: null, down: null, inward: null, outward: null }],
    ['e', { up: null, down: null, inward: null, outward: null }],
  ])('%s', (id, moves) => {
    expect(movesOf(scopes, 'p0', id)).toEqual(moves);
  });
});
