import { expect, test } from '@jest/globals';
import { everyAgain } from '../../../../designer/outline/tree/again.ts';
import type { FlowNode } from '../../../../designer/outline/tree/block.ts';
import { parseScope } from '../../../../designer/outline/tree/parse.ts';

const node = (id: string, type = 'UserTask', attachedTo: string | null = null): FlowNode => ({ id, type: `bpmn:${type}`, attachedTo });
const flow = (id: string) => ({ id, source: id.split('_')[0]!, target: id.split('_')[1]! });

test('given a branch that leads back from behind an event at the edge of a step, then all between is gone through again, the flow of the event too', () => {
  const nodes = [node('start', 'StartEvent'), node('m', 'ExclusiveGateway'), node('a'), node('z'), node('limit', 'BoundaryEvent', 'z'), node('q', 'ExclusiveGateway'), node('late', 'EndEvent'), node('end', 'EndEvent')];
  const scope = parseScope(nodes, ['start_m', 'm_a', 'a_z', 'z_end', 'limit_q', 'q_late', 'q_m'].map(flow));

  expect(everyAgain(scope).map(({ flows }) => [...flows].sort())).toEqual([['a_z', 'limit_q', 'm_a', 'q_m']]);
});
