import { expect, test } from '@jest/globals';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { loadSteps } from '../../definitions/steps/load.ts';
import { stepForms } from '../../server/tasks/stepForms.ts';

const steps = loadSteps();

test('given the ready steps, when they are read, then every step of the domain is there once and in its place', () => {
  expect(steps.map(({ name }) => name.zh)).toEqual(['材料预审', '受理', '并联审批', '联合踏勘', '检验检测', '专家评审', '缴费', '制证', '送达']);
  expect(new Set(steps.map(({ order }) => order)).size).toBe(steps.length);
});

test.each(steps)('given $id, when it is drawn, then it names what the city has registered, with limit and ladder', ({ nodes, department }) => {
  const terms = nodes.filter(({ type }) => /Task|Activity/.test(type)).map(({ set = {} }) => set);
  const ladders = ['none', ...Object.keys(loadLadders())];

  expect(terms.length).toBeGreaterThan(0);
  for (const set of terms) {
    expect(ladders).toContain(set['gov:ladder']);
    expect(Number(set['gov:limitAmount'])).toBeGreaterThan(0);
    if (set['gov:form'] !== undefined) expect(stepForms.has(set['gov:form'])).toBe(true);
  }
  if (department !== undefined) expect(loadOrganisation().departments.map(({ id }) => id)).toContain(department);
});

test.each(steps)('given $id, when its flows are followed, then they lead from its entry to its exit', ({ nodes, flows = [], entry, exit }) => {
  const reached = new Set([entry]);
  for (let round = 0; round < nodes.length; round++) for (const { from, to } of flows) if (reached.has(from)) reached.add(to);

  expect(nodes.map(({ key }) => key).filter((key) => !reached.has(key))).toEqual([]);
  expect(reached.has(exit)).toBe(true);
});

test('given the steps whose time does not count, when they are read, then each says by which article', () => {
  const stopped = steps.flatMap(({ nodes }) => nodes).filter(({ set }) => set?.['gov:clock'] === 'stop');

  expect(stopped.length).toBe(3);
  expect(stopped.filter(({ set }) => !set?.['gov:clockBasis'])).toEqual([]);
});
