import { expect, test } from '@jest/globals';
import { compile, programHash } from '../../engine/compile.ts';
import type { ConnectorContract } from '../../engine/register/connector.ts';
import { drawing as drawn, end, path, service, start } from '../support/drawing.ts';

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

test('a process of nothing but its end is a problem, not an exception', async () => {
  expect((await compile(drawn(end), { profile: 'bpmn' })).problems.map(({ elementId, code }) => `${elementId} ${code}`)).toContain('end END_WITHOUT_START');
});

test('a text that is no drawing is a problem, not an exception', async () => {
  expect((await compile('<a', { profile: 'bpmn' })).problems.map(({ code }) => code)).toEqual(['BPMN_MALFORMED']);
});

const look: ConnectorContract = { code: 'look', name: { zh: '查询', en: 'look' }, department: 'housing', operation: 'processing', mode: 'sync', inputs: [], outputs: [] };

test.each([
  ['as its contract says', '', true],
  ['for another record', 'gov:operation="collection"', false],
  ['to be answered later', 'gov:mode="async"', false],
])('given a connector that only reads, when a step asks it %s, then the program says so: %s', async (_, attributes, expected) => {
  const asking = attributes.startsWith('gov:operation') ? `<serviceTask id="a" name="a" gov:department="housing" gov:connector="look" ${attributes}/>` : service('a', `gov:connector="look" ${attributes}`);
  const compiled = async (contract: ConnectorContract) => (await compile(drawn(start + asking + end + path('start', 'a', 'end')), { profile: 'bpmn', facts: { connectors: { look: contract } } })).program!;

  const [reads, writes] = [await compiled({ ...look, safe: true }), await compiled(look)];

  expect(reads.processes.p!.nodes.flatMap((node) => ('safe' in node ? [node.id] : []))).toEqual(expected ? ['a'] : []);
  // A program of a register that says nothing of it is the one it was before.
  expect(programHash(reads) === programHash(writes)).toBe(!expected);
  expect(JSON.stringify(writes)).not.toContain('"safe"');
});
