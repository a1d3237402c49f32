import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compareDefinitions } from '../../../engine/diff/compareDefinitions.ts';
import { root } from '../../support/sources.ts';

const drawing = (content: string, process = '', head = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:gov="https://yijianshi.example/schema/gov/1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:foo="urn:foo" id="d" targetNamespace="t">
  ${head}<bpmn:process id="p" name="P" ${process}>${content}</bpmn:process>
</bpmn:definitions>`;
const task = (attributes: string, inner = ''): string => drawing(`<bpmn:userTask id="t" name="初审" ${attributes}>${inner}</bpmn:userTask>`);
const flows = (before: string, after: string) => compareDefinitions({ xml: before }, { xml: after });
const short = (changes: Awaited<ReturnType<typeof flows>>) => changes.map(({ kind, elementId, field, before, after }) => [kind, elementId, field, before, after]);

describe('what changed between two drawings', () => {
  test.each([
    ['a gov attribute', task('gov:limitAmount="3"'), task('gov:limitAmount="2"'), ['changed', 't', 'gov:limitAmount', '3', '2']],
    ['an attribute that appears', task(''), task('gov:department="housing"'), ['changed', 't', 'gov:department', null, 'housing']],
    ['a foreign attribute', task('foo:bar="1"'), task('foo:bar="2"'), ['changed', 't', 'foo:bar', '1', '2']],
    [
      'something inside extension elements (the usual differ misses it)',
      task('', '<bpmn:extensionElements><zeebe:taskDefinition type="x" retries="3"/></bpmn:extensionElements>'),
      task('', '<bpmn:extensionElements><zeebe:taskDefinition type="x" retries="9"/></bpmn:extensionElements>'),
      ['changed', 't', 'extensionElements/zeebe:TaskDefinition/retries', '3', '9'],
    ],
    [
      'something inside an extension of somebody else',
      task('', '<bpmn:extensionElements><foo:rule><foo:part kind="a">x</foo:part></foo:rule></bpmn:extensionElements>'),
      task('', '<bpmn:extensionElements><foo:rule><foo:part kind="a">y</foo:part></foo:rule></bpmn:extensionElements>'),
      ['changed', 't', 'extensionElements/foo:rule/foo:part/text', 'x', 'y'],
    ],
    ['a lane that an element left', drawing('<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="a"/>'), drawing('<bpmn:laneSet id="ls"><bpmn:lane id="l"/></bpmn:laneSet><bpmn:task id="a"/>'), ['changed', 'l', 'flowNodeRef', 'a', null]],
    ['a message that got another name', drawing('', '', '<bpmn:message id="m" name="x"/>'), drawing('', '', '<bpmn:message id="m" name="y"/>'), ['changed', 'm', 'name', 'x', 'y']],
  ])('%s', async (_title, before, after, change) => {
    expect(short(await flows(before, after))).toEqual([change]);
  });

  test('the condition of a flow, where it leads, and which way is tried first', async () => {
    const split = (ways: string) => drawing(`<bpmn:exclusiveGateway id="g"/><bpmn:task id="a"/><bpmn:task id="b"/>${ways}`);
    const way = (id: string, target: string, condition: string) => `<bpmn:sequenceFlow id="${id}" sourceRef="g" targetRef="${target}"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
    const [one, two] = [way('f', 'a', '=x'), way('h', 'b', '=y')];

    expect(short(await flows(split(one + two), split(way('f', 'a', '=z') + two)))).toEqual([['changed', 'f', 'conditionExpression/body', '=x', '=z']]);
    expect(short(await flows(split(one + two), split(way('f', 'b', '=x') + two)))).toEqual([['changed', 'f', 'targetRef', 'a', 'b']]);
    expect(short(await flows(split(one + two), split(two + one)))).toEqual([['changed', 'g', 'outgoing#order', 'f, h', 'h, f']]);
  });

  test('elements that came and went say everything they did, and a kind that changed went and came', async () => {
    const changes = await flows(drawing('<bpmn:userTask id="old" name="旧" gov:role="clerk"/><bpmn:task id="kind"/>', 'gov:limitAmount="20"'), drawing('<bpmn:serviceTask id="new" name="新"/><bpmn:userTask id="kind"/>', 'gov:limitAmount="15"'));

    expect(changes.map(({ kind, elementId, elementType }) => [kind, elementId, elementType])).toEqual([
      ['changed', 'p', 'bpmn:Process'], ['added', 'new', 'bpmn:ServiceTask'], ['removed', 'kind', 'bpmn:Task'], ['added', 'kind', 'bpmn:UserTask'], ['removed', 'old', 'bpmn:UserTask'],
    ]);
    expect(changes.at(-1)).toMatchObject({ name: '旧', values: expect.arrayContaining([{ field: 'gov:role', value: 'clerk' }]) });
  });

  test('mappings are told apart by what they fill, not by their place', async () => {
    const mapped = (...inputs: [string, string][]) => task('', `<bpmn:extensionElements><zeebe:ioMapping>${inputs.map(([source, target]) => `<zeebe:input source="${source}" target="${target}"/>`).join('')}</zeebe:ioMapping></bpmn:extensionElements>`);

    expect(short(await flows(mapped(['=a', 'x'], ['=b', 'y']), mapped(['=n', 'new'], ['=a', 'x'], ['=c', 'y'])))).toEqual([
      ['changed', 't', 'extensionElements/zeebe:IoMapping/inputParameters/zeebe:Input[new]/source', null, '=n'],
      ['changed', 't', 'extensionElements/zeebe:IoMapping/inputParameters/zeebe:Input[new]/target', null, 'new'],
      ['changed', 't', 'extensionElements/zeebe:IoMapping/inputParameters/zeebe:Input[y]/source', '=b', '=c'],
    ]);
  });

  test.each([
    ['other positions', drawing('<bpmn:task id="a"/>').replace('</bpmn:definitions>', '<bpmndi:BPMNDiagram id="x"><bpmndi:BPMNPlane id="y" bpmnElement="p"><bpmndi:BPMNShape id="s" bpmnElement="a"><dc:Bounds x="1" y="1" width="2" height="2"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>')],
    ['another prefix for the same namespace', drawing('<bpmn:task id="a"/>').replaceAll('bpmn:', 'b:').replace('xmlns:bpmn=', 'xmlns:b=')],
    ['another tool', drawing('<bpmn:task id="a"/>').replace('id="d"', 'id="d" exporter="x" exporterVersion="2"')],
    ['a default that is said', drawing('<bpmn:task id="a" isForCompensation="false"/>')],
  ])('%s are no change', async (_title, after) => {
    expect(await flows(drawing('<bpmn:task id="a"/>'), after)).toEqual([]);
  });

  test('a copy under another id is the same process with another id', async () => {
    expect(short(await flows(drawing('<bpmn:task id="a"/>', 'gov:limitAmount="1"'), drawing('<bpmn:task id="a"/>', 'gov:limitAmount="2"').replace('process id="p"', 'process id="q"')))).toEqual([
      ['changed', 'q', 'id', 'p', 'q'], ['changed', 'q', 'gov:limitAmount', '1', '2'],
    ]);
  });

  test('a text that is no drawing is an error', async () => {
    await expect(flows('no', 'no')).rejects.toThrow();
  });
});

describe('what changed beside the drawing', () => {
  const xml = drawing('');
  const form = JSON.parse(readFileSync(join(root, 'definitions/matters/open-a-restaurant/form.json'), 'utf8')) as { situations: { name: string }[]; materials: { id: string; required?: boolean }[] };
  const dmn = readFileSync(join(root, 'definitions/decisions/food-premises-risk.dmn'), 'utf8');

  test('a form against itself, and a decision against itself, has no change', async () => {
    expect(await compareDefinitions({ xml, form, parts: { decisions: { d: dmn } } }, { xml, form: structuredClone(form), parts: { decisions: { d: dmn } } })).toEqual([]);
  });

  test('a material that became optional, a question that is gone and one that is asked earlier', async () => {
    const next = structuredClone(form);
    const [material] = next.materials;
    material!.required = !material!.required;
    next.situations.pop();
    next.materials.push(next.materials.shift()!);
    const changes = await compareDefinitions({ xml, form }, { xml, form: next });

    expect(changes.map(({ kind, elementId, field }) => [kind, elementId, field])).toEqual([
      ['changed', 'form', 'materials#order'],
      ['changed', `materials/${material!.id}`, 'required'],
      ['removed', `situations/${form.situations.at(-1)!.name}`, undefined],
    ]);
  });

  test('a decision is told rule by rule and column by column', async () => {
    const changes = await compareDefinitions({ xml, parts: { decisions: { risk: dmn } } }, { xml, parts: { decisions: { risk: dmn.replace(/(<rule[\s\S]*?<outputEntry[^>]*>\s*<text>)[^<]*/, '$1"none"') } } });

    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ part: 'decisions', within: 'risk', kind: 'changed', elementType: 'dmn:DecisionRule', after: '"none"' });
    expect(changes[0]!.field).toMatch(/^then\[.+\]$/);
    expect(changes[0]!.name).toContain('→ "none"');
  });

  test('step forms, scenarios and the guide: what came, what went, what is said otherwise', async () => {
    const before = { xml, parts: { stepForms: { a: { id: 'a', title: { zh: '甲' }, sections: [{ fields: [{ name: 'x', type: 'text' }] }] } }, scenarios: { s: { steps: [{ do: 'accept' }, { do: 'approve' }] } }, guide: { notice: '旧' } } };
    const after = { xml, parts: { stepForms: { a: { id: 'a', title: { zh: '甲' }, sections: [{ fields: [{ name: 'x', type: 'money' }] }] }, b: { id: 'b' } }, scenarios: { s: { steps: [{ do: 'accept' }, { do: 'refuse' }] } }, guide: { notice: '新' } } };

    expect((await compareDefinitions(before, after)).map(({ part, within, kind, field, before: was, after: is }) => [part, within, kind, field, was, is])).toEqual([
      ['stepForms', 'a', 'changed', 'type', 'text', 'money'],
      ['stepForms', 'b', 'added', undefined, undefined, undefined],
      ['scenarios', 's', 'changed', 'steps[2]/do', 'approve', 'refuse'],
      ['guide', undefined, 'changed', 'notice', '旧', '新'],
    ]);
  });
});
