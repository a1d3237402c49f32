import { expect, test } from '@jest/globals';
import { namesOf } from '../../../designer/rehearse/names.ts';
import { drawing, flow, path, programOf } from '../../support/drawing.ts';

test('given elements without a name, when they are told, then by their kind, and a flow without one by its ends: nobody reads an id', async () => {
  const program = await programOf(drawing(`<startEvent id="s"/><exclusiveGateway id="fork" gov:nameEn="Which way" default="fork_join"/><task id="look" name="现场核查"/><exclusiveGateway id="join"/><endEvent id="e"/>${path('s', 'fork')}${flow('fork', 'look', 'true')}${flow('fork', 'join')}${path('look', 'join', 'e')}`));

  expect(namesOf(program, false)).toMatchObject({ s: '开始事件', join: '排他网关', look: '现场核查', s_fork: '开始事件 → 排他网关', look_join: '现场核查 → 排他网关' });
  expect(namesOf(program, true)).toMatchObject({ fork: 'Which way', look: '现场核查', fork_look: 'Which way → 现场核查' });
  expect(namesOf(program, false)).toMatchObject({ fork: '排他网关' });
});
