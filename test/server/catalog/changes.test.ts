import { describe, expect, test } from '@jest/globals';
import { changesBetween } from '../../../server/catalog/changes.ts';
import { readDrawing } from '../../../server/catalog/readDrawing.ts';
import { drawing } from './drawings.ts';

const between = (before: string, after: string) => changesBetween(readDrawing(before), readDrawing(after));
const timer = (duration: string) => `<bpmn:boundaryEvent id="late" attachedToRef="task"><bpmn:timerEventDefinition id="d1"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;

describe('What changed between two drawings', () => {
  test('a limit that was changed is one line with both values', () => {
    expect(between(drawing({ task: 'gov:limitAmount="3"' }), drawing({ task: 'gov:limitAmount="9"' }))).toEqual([
      { kind: 'changed', elementId: 'task', elementType: 'userTask', name: '审核', field: 'gov:limitAmount', before: '3', after: '9' },
    ]);
  });

  test('elements that come and go are named', () => {
    expect(between(drawing(), drawing({ extra: timer('PT1H') }))).toEqual([{ kind: 'added', elementId: 'late', elementType: 'boundaryEvent', name: null }]);
    expect(between(drawing({ extra: timer('PT1H') }), drawing())).toEqual([{ kind: 'removed', elementId: 'late', elementType: 'boundaryEvent', name: null }]);
  });

  test('what is drawn inside an element belongs to it', () => {
    expect(between(drawing({ extra: timer('PT1H') }), drawing({ extra: timer('PT2H') }))).toEqual([
      { kind: 'changed', elementId: 'late', elementType: 'boundaryEvent', name: null, field: 'timerEventDefinition/timeDuration', before: 'PT1H', after: 'PT2H' },
    ]);
  });

  test('an element whose kind changed went and came', () => {
    const kinds = between(drawing(), drawing().replaceAll('bpmn:userTask', 'bpmn:serviceTask')).map(({ kind, elementType }) => [kind, elementType]);
    expect(kinds).toEqual([['removed', 'userTask'], ['added', 'serviceTask']]);
  });

  test.each([
    ['other positions', drawing().replace('x="190" y="78"', 'x="200" y="90"')],
    ['another prefix for the same namespace', drawing().replaceAll('bpmn:', 'b:').replace('xmlns:bpmn=', 'xmlns:b=')],
    ['another order of attributes and other white space', drawing().replace('gov:department="housing" gov:role="approver"', 'gov:role="approver"\n   gov:department="housing"')],
  ])('%s are no change', (_, after) => {
    expect(between(drawing(), after)).toEqual([]);
  });
});
