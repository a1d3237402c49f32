import { describe, expect, test } from '@jest/globals';
import { compare } from '../../../designer/publish/compare.ts';

const drawing = (content: string, process = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gov="https://yijianshi.example/schema/gov/1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:foo="urn:foo" id="d" targetNamespace="t">
  <bpmn:process id="p" name="P" ${process}>${content}</bpmn:process>
</bpmn:definitions>`;
const task = (attributes: string, inner = ''): string => drawing(`<bpmn:userTask id="t" name="初审" ${attributes}>${inner}</bpmn:userTask>`);
const about = { id: 't', type: 'bpmn:UserTask', name: '初审' };

describe('what changed between two drawings', () => {
  test.each([
    ['a gov attribute', task('gov:limitAmount="3"'), task('gov:limitAmount="2"'), { property: 'gov:limitAmount', from: '3', to: '2' }],
    ['an attribute that appears', task(''), task('gov:department="housing"'), { property: 'gov:department', from: '', to: 'housing' }],
    ['a foreign attribute', task('foo:bar="1"'), task('foo:bar="2"'), { property: 'foo:bar', from: '1', to: '2' }],
    [
      'something inside extension elements (the usual differ misses it)',
      task('', '<bpmn:extensionElements><zeebe:taskDefinition type="x" retries="3"/></bpmn:extensionElements>'),
      task('', '<bpmn:extensionElements><zeebe:taskDefinition type="x" retries="9"/></bpmn:extensionElements>'),
      { property: 'extensionElements/zeebe:TaskDefinition/retries', from: '3', to: '9' },
    ],
  ])('%s', async (_title, before, after, change) => {
    expect(await compare(before, after)).toEqual([{ kind: 'changed', ...about, ...change }]);
  });

  test('the condition of a flow', async () => {
    const flow = (condition: string) => drawing(`<bpmn:task id="a"/><bpmn:task id="b"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`);

    expect(await compare(flow('=x'), flow('=y'))).toEqual([{ kind: 'changed', id: 'f', type: 'bpmn:SequenceFlow', name: '', property: 'conditionExpression/body', from: '=x', to: '=y' }]);
  });

  test('where a flow leads', async () => {
    const flow = (target: string) => drawing(`<bpmn:task id="a"/><bpmn:task id="b"/><bpmn:task id="c"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="${target}"/>`);

    expect((await compare(flow('b'), flow('c'))).map(({ property, from, to }) => [property, from, to])).toEqual([['targetRef', 'b', 'c']]);
  });

  test('elements that came and went, and the promise of the process', async () => {
    const changes = await compare(drawing('<bpmn:userTask id="old" name="旧"/>', 'gov:limitAmount="20"'), drawing('<bpmn:serviceTask id="new" name="新"/>', 'gov:limitAmount="15"'));

    expect(changes).toEqual([
      { kind: 'changed', id: 'p', type: 'bpmn:Process', name: 'P', property: 'gov:limitAmount', from: '20', to: '15' },
      { kind: 'added', id: 'new', type: 'bpmn:ServiceTask', name: '新' },
      { kind: 'removed', id: 'old', type: 'bpmn:UserTask', name: '旧' },
    ]);
  });

  test('a message that got another name', async () => {
    const named = (name: string) => drawing('<bpmn:task id="a"/>').replace('<bpmn:process', `<bpmn:message id="m" name="${name}"/><bpmn:process`);

    expect((await compare(named('x'), named('y'))).map(({ id, property, from, to }) => [id, property, from, to])).toEqual([['m', 'name', 'x', 'y']]);
  });

  test('the same drawing has no changes', async () => {
    expect(await compare(task('gov:limitAmount="3"'), task('gov:limitAmount="3"'))).toEqual([]);
  });

  test('a text that is no drawing is an error', async () => {
    await expect(compare('no', 'no')).rejects.toThrow();
  });
});
