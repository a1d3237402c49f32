import { describe, expect, test } from '@jest/globals';
import { readBpmn } from '../../../engine/bpmn.ts';
import { compile } from '../../../engine/compile.ts';
import { children } from '../../../engine/drawn.ts';
import { readProcess } from '../../../engine/readProcess.ts';
import { caught } from '../../support/events.ts';
import { drawing, end, mapping, message, names, path, programOf, start, user } from '../../support/drawing.ts';
import { begin, runningCase } from '../../support/runningCase.ts';

const send = (attributes: string, inner = '') => start + `<sendTask id="a" name="a" ${attributes}>${inner}</sendTask>` + user('after') + end + path('start', 'a', 'after', 'end');

describe('a send task', () => {
  test.each([
    ['an operation of a department', 'gov:department="power" gov:operation="acceptance"', ''],
    ['an operation, though it names a message', 'gov:department="power" gov:operation="acceptance" messageRef="message_m"', ''],
    ['a worker, though it names a message', 'messageRef="message_m"', '<extensionElements><zeebe:taskDefinition type="mail"/></extensionElements>'],
    ['nothing at all', '', ''],
  ])('with %s asks like a service task and goes on when it has been taken', async (_what, attributes, inner) => {
    const c = await begin(send(attributes, inner));
    expect(c.commands).toEqual([expect.objectContaining({ type: 'job', element: 'a' })]);
    c.answer('a');
    expect(c.open).toEqual(['after']);
  });

  test('with a message sends it and goes on: to one in the case who waits, by name and key, else outside', async () => {
    const outside = await begin(send('messageRef="message_mk"', mapping('amount=x + 1')), { variables: { key: 7, x: 1 } });
    expect(outside.commands).toEqual([{ type: 'throwMessage', id: expect.any(String), instance: expect.any(Number), element: 'a', name: 'mk', key: 7, variables: { amount: 2 } }]);
    expect(outside.open).toEqual(['after']);
    const inside = await begin(start + '<parallelGateway id="f"/><sendTask id="a" messageRef="message_m"/>' + user('sent') + caught('w1', message('mk')) + caught('w2', message()) + user('u1') + user('u2') + path('start', 'f', 'a', 'sent') + path('f', 'w1', 'u1') + path('f', 'w2', 'u2'), { variables: { key: 7 } });
    expect([inside.open.toSorted(), inside.commands]).toEqual([['sent', 'u2'], []]);
  });

  test.each(['implementation="##WebService"', 'implementation="urn:mailer"', 'operationRef="o"'])('with a message and %s, which names no worker, sends it by itself', async (attributes) => {
    const offered = '<interface id="i" name="i"><operation id="o" name="o"><inMessageRef>message_m</inMessageRef></operation></interface>';
    const c = runningCase(await programOf(drawing(send(`messageRef="message_m" ${attributes}`), { more: names + offered })));
    expect([c.commands, c.open]).toEqual([[expect.objectContaining({ type: 'throwMessage', name: 'm' })], ['after']]);
  });

  test('whose key has no value waits as an incident', async () => {
    const c = await begin(send('messageRef="message_mk"'));
    expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);
    c.settle('retry', { key: 1 });
    expect(c.open).toEqual(['after']);
  });

  test('without a message of its own sends what its message flow carries, by the message at the other end or the flow\'s own name', async () => {
    const pools = (flow: string, catching: string) => drawing(send(''), {
      more: names + `<collaboration id="c"><participant id="pp" processRef="p"/><participant id="pq" processRef="q"/><messageFlow id="mf" ${flow} sourceRef="a" targetRef="w"/></collaboration>`
        + `<process id="q" isExecutable="true"><startEvent id="s"/>${caught('w', catching)}<endEvent id="e"/>${path('s', 'w', 'e')}</process>`,
    });
    expect(runningCase(await programOf(pools('', message('n')), { main: 'p' })).commands).toEqual([expect.objectContaining({ type: 'throwMessage', name: 'n' })]);
    const { definitions } = await readBpmn(pools('name="order"', '<messageEventDefinition/>'));
    const nodes = children(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process').flatMap((drawn) => readProcess(drawn).process.nodes);
    expect(nodes.flatMap((node) => ('sends' in node ? [node.sends] : node.id === 'w' && 'trigger' in node ? [node.trigger] : []))).toEqual([{ kind: 'message', name: 'order' }, { kind: 'message', name: 'order' }]);
  });

  test.each([
    ['sends a message by itself needs to name no department', 'messageRef="message_m"', []],
    ['asks a system to send says whom, and for which record', '', ['DEPARTMENT_MISSING', 'OPERATION_MISSING']],
  ])('of a matter that %s', async (_what, attributes, codes) => {
    const { problems } = await compile(drawing(send(attributes), { more: names }), { profile: 'matter' });
    expect(problems.filter(({ elementId, code }) => elementId === 'a' && /DEPARTMENT|OPERATION/.test(code)).map(({ code }) => code)).toEqual(codes);
  });
});
