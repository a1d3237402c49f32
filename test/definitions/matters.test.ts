import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { compile } from '../../engine/compile.ts';

const drawing = readFileSync(new URL('../../definitions/matters/joint-visit/flow.bpmn', import.meta.url), 'utf8');
const variables = ['slots', 'place', 'can', 'slot', 'points'];

test('a called flow may use what it says its callers give it (gov:inputs)', async () => {
  const { problems } = await compile(drawing, { profile: 'matter', facts: { variables } });
  expect(problems).toEqual([]);
});

test('a name that neither form, drawing nor caller gives is a problem at its step', async () => {
  // given
  const without = drawing.replace('gov:inputs="participants,lead,visitKind,visitRound,polls"', 'gov:inputs="participants,visitKind,visitRound,polls"');
  // when
  const { problems } = await compile(without, { profile: 'matter', facts: { variables } });
  // then
  expect(problems.map(({ elementId, code }) => `${elementId} ${code}`)).toEqual(['propose VAR_UNDEFINED', 'decide VAR_UNDEFINED', 'joint_opinion VAR_UNDEFINED']);
});
