import { expect, test } from '@jest/globals';
import { loadConnectors } from '../../../definitions/connectors/load.ts';
import { loadSteps } from '../../../definitions/steps/load.ts';
import { fittingConnectors } from '../../../designer/templates/fittingConnectors.ts';

const register = Object.values(loadConnectors());

test.each([
  ['delivery', 'serviceCentre', ['delivery-record'], 'delivery-record'],
  ['delivery', '', ['delivery-record'], undefined],
  ['delivery', 'power', [], undefined],
  ['certificate', 'power', ['utility-connection'], undefined],
])('given the step %s of %j, then what fits it is %j, and %j is proposed', (id, department, codes, proposed) => {
  const found = fittingConnectors(loadSteps().find((step) => step.id === id)!, department, register);

  expect([found?.all.map(({ code }) => code), found?.proposed?.code]).toEqual([codes, proposed]);
});

test('given two connectors of the department, then none is proposed', () => {
  const delivery = loadSteps().find(({ id }) => id === 'delivery')!;
  const record = register.find(({ code }) => code === 'delivery-record')!;

  expect(fittingConnectors(delivery, 'serviceCentre', [record, { ...record, code: 'other' }])?.proposed).toBeNull();
});

test('given a step that people do, then it asks for no connector', () => {
  expect(fittingConnectors(loadSteps().find(({ id }) => id === 'parallel-approval')!, 'power', register)).toBeNull();
});
