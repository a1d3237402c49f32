import { describe, expect, test } from '@jest/globals';
import { countsOf, executions } from '../../engine/history.ts';
import { end, path, start } from '../support/drawing.ts';
import { begin } from '../support/runningCase.ts';

const many = (cardinality: number) =>
  `${start}<userTask id="each"><multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">${cardinality}</loopCardinality><completionCondition xsi:type="tFormalExpression">nrOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics></userTask>${end}${path('start', 'each', 'end')}`;

describe('what is over, by element', () => {
  test('a loop counts by its instances: two done, one called off', async () => {
    const running = await begin(many(3));
    running.complete('each');
    running.complete('each');
    expect(countsOf(executions(running.program, running.log))).toEqual({ start: { completed: 1, cancelled: 0 }, each: { completed: 2, cancelled: 1 }, end: { completed: 1, cancelled: 0 } });
  });

  test('a loop without instances was never done', async () => {
    const running = await begin(many(0));
    expect(running.status).toBe('completed');
    expect(countsOf(executions(running.program, running.log)).each).toBeUndefined();
  });
});
