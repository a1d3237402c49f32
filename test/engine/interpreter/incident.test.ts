import { expect, test } from '@jest/globals';
import { IncidentRaised } from '../../../engine/interpreter/incident.ts';

test('an incident raised inside a step bears its own name and code, so that none is taken for a defect of the program', () => {
  const raised = new IncidentRaised('EXPR_TYPE', 'Expected a number');

  expect(raised).toBeInstanceOf(Error);
  expect({ name: raised.name, code: raised.code, message: raised.message }).toEqual({ name: 'IncidentRaised', code: 'EXPR_TYPE', message: 'Expected a number' });
});
