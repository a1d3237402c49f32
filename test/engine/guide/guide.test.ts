import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readBpmn } from '../../../engine/bpmn.ts';
import type { MatterFormFile } from '../../../engine/forms/model.ts';
import { guideFacts } from '../../../engine/guide/guide.ts';
import { pictureOf } from '../../../engine/guide/picture.ts';
import { compileMatter } from '../../support/shippedStage.ts';
import { root } from '../../support/sources.ts';

const file = (name: string) => readFileSync(join(root, 'definitions/matters/joint-utility-connection', name), 'utf8');

describe('what a guide says', () => {
  test('given the shipped F1, when its guide is made, then limits, bases, offices and what is not counted are those of the program', async () => {
    const facts = guideFacts(await compileMatter('joint-utility-connection'), JSON.parse(file('form.json')) as MatterFormFile);

    expect(facts).toMatchObject({ name: '水电气网联合报装', leadDepartment: 'housing', limit: { amount: 45, unit: 'workingDay', kind: 'statutory' }, bases: ['行政许可法第四十二条第二款（并联办理）'] });
    expect(facts.steps.find(({ id }) => id === 'plan_power')).toMatchObject({ name: '供电方案（单电源）', department: 'power', limit: { amount: 15, from: 'acceptance' }, item: 'SAMPLE-POWER', stage: 'plan' });
    expect(facts.steps.filter(({ notCounted }) => notCounted !== undefined).map(({ id }) => id)).toEqual(['payment', 'works', 'rectify'].filter((id) => facts.steps.some((step) => step.id === id)));
    // Whose step it is depends on the case: the guide does not name anybody.
    expect(facts.steps.find(({ id }) => id === 'needs')).not.toHaveProperty('department');
  });

  test('given a flow without a form, when its guide is made, then the items are those the process names', async () => {
    const facts = guideFacts(await compileMatter('joint-utility-connection'), null);

    expect(facts.situations).toEqual([]);
    expect(facts.items.map(({ id }) => id)).toContain('SAMPLE-GAS');
  });
});

describe('the picture of a flow', () => {
  test('given the shipped F1, when it is drawn, then every step and every flow of the drawing is in it', async () => {
    const { definitions } = await readBpmn(file('flow.bpmn'));
    const svg = pictureOf(definitions, '图');
    const program = await compileMatter('joint-utility-connection');
    const main = program.processes[program.main]!;

    expect(svg.match(/<polyline/g)).toHaveLength(main.flows.length);
    expect(svg.match(/<rect|<circle|<path d="M(?!0 0)/g)).toHaveLength(main.nodes.length);
    expect(svg).toContain('需求确认');
  });

  test('B-15 given hostile names and places, when it is drawn, then they are text and nothing else', async () => {
    const hostile = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="t"><process id="p"><userTask id="a" name="&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x"/></process><bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="l" bpmnElement="p"><bpmndi:BPMNShape id="s" bpmnElement="a"><dc:Bounds x="NaN" y="1" width="100" height="80"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;
    const { definitions } = await readBpmn(hostile);
    const svg = pictureOf(definitions, '" onload="x');

    expect(svg).not.toMatch(/<script|" onload|NaN/);
    expect(svg).toContain('&lt;scrip');
  });

  test('given a drawing without places, when it is drawn, then there is no picture', async () => {
    const { definitions } = await readBpmn('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p"><task id="a"/></process></definitions>');

    expect(pictureOf(definitions, 'x')).toBe('');
  });
});
