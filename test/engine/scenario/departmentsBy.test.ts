import { expect, test } from '@jest/globals';
import { departmentsBy } from '../../../engine/scenario/departmentsBy.ts';

const departmentOf = departmentsBy([{ id: 'power-1', department: 'gridCompany' }, { id: 'clerk1', department: null }]);

test.each([
  ['somebody registered', 'power-1', 'gridCompany'],
  ['somebody of no department', 'clerk1', 'clerk1'],
  ['an officer nobody registered', 'gas-12', 'gas'],
  ['a chief nobody registered', 'power-chief', 'power'],
  ['an id without a post', 'water', 'water'],
])('given %s, when it is asked who %s acts for, then it is %s', (_who, user, department) => {
  expect(departmentOf(user)).toBe(department);
});
