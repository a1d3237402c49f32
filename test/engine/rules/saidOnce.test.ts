import { expect, test } from '@jest/globals';
import { problem, warning } from '../../../engine/problem.ts';
import { saidOnce } from '../../../engine/rules/saidOnce.ts';

test.each([
  ['the same words twice', [problem('a', 'ID_MISSING'), problem('a', 'ID_MISSING')], ['a ID_MISSING']],
  ['the same code with other words stays', [problem('a', 'VALUE_INVALID', { attribute: 'x' }), problem('a', 'VALUE_INVALID', { attribute: 'y' })], ['a VALUE_INVALID', 'a VALUE_INVALID']],
  ['of two that mean the same the error', [problem('a', 'STEP_WITHOUT_OUTGOING'), warning('a', 'FLOW_DEAD_END')], ['a STEP_WITHOUT_OUTGOING']],
  ['of two errors that mean the same the one about the whole flow', [problem('a', 'STEP_WITHOUT_OUTGOING'), problem('a', 'FLOW_DEAD_END')], ['a FLOW_DEAD_END']],
  ['one of the two at another element', [problem('a', 'STEP_WITHOUT_OUTGOING'), problem('b', 'FLOW_DEAD_END')], ['a STEP_WITHOUT_OUTGOING', 'b FLOW_DEAD_END']],
])('findings: %s', (_what, found, said) => {
  expect(saidOnce(found).map(({ elementId, code }) => `${elementId} ${code}`)).toEqual(said);
});
