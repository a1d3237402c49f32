import { expect, test } from '@jest/globals';
import { loadSteps } from '../../../definitions/steps/load.ts';
import { planBlock } from '../../../designer/templates/planBlock.ts';

const template = (id: string) => loadSteps().find((step) => step.id === id)!;
const nothing = { name: '', departments: [], item: '', limitDays: '', connector: {} };
const two = [{ id: 'fireRescue', name: '消防救援' }, { id: 'urbanManagement', name: '城管局' }];

test('given 并联审批 and two departments, when it is planned, then each has a branch of its own between split and join', () => {
  const block = planBlock(template('parallel-approval'), { ...nothing, departments: two, limitDays: '7' });

  expect(block.nodes.map(({ key, column, row }) => [key, column, row])).toEqual([['split', 0, 0], ['review1', 1, -0.5], ['review2', 1, 0.5], ['join', 2, 0]]);
  expect(block.nodes[1]!.set).toMatchObject({ 'bpmn:name': '消防救援审查', 'gov:department': 'fireRescue', 'gov:limitAmount': '7', 'gov:role': 'approver', 'gov:ladder': 'default' });
  expect(block.flows.map(({ from, to }) => `${from} ${to}`)).toEqual(['split review1', 'split review2', 'review1 join', 'review2 join']);
  expect([block.entry, block.exit, block.columns]).toEqual(['split', 'join', 3]);
});

test('given 并联审批 and nobody chosen, when it is planned, then two branches wait for their departments', () => {
  const { nodes } = planBlock(template('parallel-approval'), nothing);

  expect(nodes.filter(({ type }) => type === 'bpmn:UserTask').map(({ set }) => [set['bpmn:name'], set['gov:department']])).toEqual([['审查', undefined], ['审查', undefined]]);
});

test('given 联合踏勘 and two departments, when it is planned, then the visit is led by the first and asks both', () => {
  const [visit] = planBlock(template('joint-visit'), { ...nothing, departments: two }).nodes;

  expect(visit!.set['gov:department']).toBe('fireRescue');
  expect(visit!.inputs).toMatchObject({ lead: '"fireRescue"', participants: '[{department: "fireRescue", mandatory: true, checklist: "survey"}, {department: "urbanManagement", mandatory: true, checklist: "survey"}]' });
});

test('given a name, an item and a limit, when a step is planned, then they stand in place of what the template says', () => {
  const [step] = planBlock(template('certificate'), { name: '制作许可证', departments: [two[0]!], item: 'SAMPLE-FOOD', limitDays: '3', connector: { 'gov:connector': 'certificates', 'gov:operation': 'conclusion' } }).nodes;

  expect(step!.set).toMatchObject({ 'bpmn:name': '制作许可证', 'gov:item': 'SAMPLE-FOOD', 'gov:limitAmount': '3', 'gov:department': 'fireRescue', 'gov:connector': 'certificates' });
  expect(step!.set['gov:nameEn']).toBeUndefined();
});

test('given 受理, when it is planned, then the refusal ends below the way that goes on', () => {
  const block = planBlock(template('acceptance'), { ...nothing, departments: [{ id: 'serviceCentre', name: '政务服务中心' }] });

  expect(block.nodes.map(({ key, column, row }) => [key, column, row])).toEqual([['step', 0, 0], ['accepted', 1, 0], ['refused', 2, 1]]);
  expect(block.flows[1]!.set).toMatchObject({ 'bpmn:name': '不予受理', 'bpmn:conditionExpression': '= opinion = "disagree"' });
});
