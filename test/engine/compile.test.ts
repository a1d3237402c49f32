import { expect, test } from '@jest/globals';
import { compile } from '../../engine/compile.ts';

const drawing = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="start" />${inner}<bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="x" /><bpmn:sequenceFlow id="f2" sourceRef="x" targetRef="after" /><bpmn:sequenceFlow id="f3" sourceRef="after" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

test('an element that can’t be executed is named, and the rest of the drawing is checked all the same', async () => {
  const { program, problems } = await compile(drawing('<bpmn:subChoreography id="x" /><bpmn:userTask id="after" />'), { profile: 'matter' });

  expect(program).toBeNull();
  expect(problems.map(({ elementId, code }) => `${elementId} ${code}`)).toEqual(expect.arrayContaining(['x ELEMENT_UNSUPPORTED', 'after LIMIT_MISSING']));
  expect(problems.filter(({ code }) => code.startsWith('FLOW_'))).toEqual([]);
});

test('a text that is no drawing is a problem, not an exception', async () => {
  expect((await compile('<a', { profile: 'bpmn' })).problems.map(({ code }) => code)).toEqual(['BPMN_MALFORMED']);
});
