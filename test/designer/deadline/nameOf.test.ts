import { expect, test } from '@jest/globals';
import { nameOf } from '../../../designer/deadline/nameOf.ts';
import { call, drawing, end, flow, path, processOf, programOf, start } from '../../support/drawing.ts';

const gateway = (id: string, attributes = ''): string => `<exclusiveGateway id="${id}" ${attributes}/>`;
const step = '<userTask id="check" name="核对" gov:nameEn="Check"/>';
/** Gateways `m` and `n`, then a step without a name, then the one called 核对, from which a way leads back. */
const looping = start + gateway('m') + gateway('n') + '<userTask id="plain"/>' + step + gateway('x', 'default="x_end"') + end + path('start', 'm', 'n', 'plain', 'check', 'x', 'end') + flow('x', 'm', '退回 = true');
/** Nothing has a name: a gateway, a step, and the way back to the gateway. */
const nameless = start + gateway('m') + '<userTask id="a"/>' + path('start', 'm', 'a', 'm');

test.each([
  ['a step by its name', start + step + end + path('start', 'check', 'end'), 'check', '核对', 'Check'],
  ['a gateway without a name by the step behind it', start + gateway('m') + step + end + path('start', 'm', 'check', 'end'), 'm', '核对', 'Check'],
  ['a gateway with a name by its own', start + gateway('m', 'name="再来一次"') + step + end + path('start', 'm', 'check', 'end'), 'm', '再来一次', '再来一次'],
  ['a step without a name by its id, not by the next step', looping, 'plain', 'plain', 'plain'],
  ['a gateway before another without a name by its id', looping, 'm', 'm', 'm'],
  ['a gateway with several ways on by its id', looping, 'x', 'x', 'x'],
  ['a gateway in a loop without any name by its id', nameless, 'm', 'm', 'm'],
  ['a flow by its id', looping, 'x_m', 'x_m', 'x_m'],
])('calls %s', async (_what, content, id, name, nameEn) => {
  const program = await programOf(drawing(content));

  expect([nameOf(program, { process: 'p', id }, 'zh-CN'), nameOf(program, { process: 'p', id }, 'en')]).toEqual([name, nameEn]);
});

test('what stands in a called process is told with the name of that process', async () => {
  const called = await processOf(drawing(start + gateway('m') + step + end + path('start', 'm', 'check', 'end'), { id: 'visit' }));
  const program = await programOf(drawing(start + call('c', 'visit') + end + path('start', 'c', 'end')), { called });

  expect(nameOf(program, { process: 'visit', id: 'm' }, 'zh-CN')).toBe('visit · 核对');
});
