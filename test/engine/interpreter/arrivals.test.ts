import { expect, test } from '@jest/globals';
import { TOKEN_LIMIT } from '../../../engine/interpreter/caps.ts';
import { step } from '../../../engine/interpreter/step.ts';
import { path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

test('a token that could not be counted arrives again in its own place, also in a case that has no room for one more', async () => {
  // given a join that asks for a quorum nobody has named
  const join = '<complexGateway id="j"><activationCondition xsi:type="tFormalExpression">=activationCount >= quorum</activationCondition></complexGateway>';
  const c = await begin(start + '<parallelGateway id="f"/>' + user('a') + user('b') + join + user('after') + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'j'));
  c.complete('a');
  expect(c.incidents).toEqual(['j: VAR_UNDEFINED']);
  // and a case that is full to the last token
  const { state } = c;
  const root = Object.values(state.instances)[0]!;
  const full = { ...state.instances, [root.id]: { ...root } };
  for (let id = state.next; Object.keys(full).length < TOKEN_LIMIT; id += 1) full[id] = { id, process: 'p', node: 'b', parent: root.id };
  full[root.id]!.live = TOKEN_LIMIT - 1;

  // when
  const incident = Object.values(state.incidents)[0]!.id;
  const after = step(c.program, { ...state, instances: full, next: 2 * TOKEN_LIMIT }, { type: 'incident', incident, action: 'retry', reason: 'counted', variables: { quorum: 1 }, now: state.now, actor: { user: 'officer', role: 'operator' } });

  // then
  expect(Object.values(after.state.incidents)).toEqual([]);
  expect(Object.values(after.state.instances).filter(({ node }) => node === 'after')).toHaveLength(1);
});
