import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { end, loop, path, start, user } from '../../support/drawing.ts';
import { type Engine, file, openEngine } from './openEngine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
}, 60_000);
afterAll(() => engine?.close());

interface Offer { scope: number; node: string; name: string; within: string; allowed: boolean }
interface Running { instance: number; name: string; overList: boolean; sequential: boolean; running: { instance: number; position: number; item?: unknown }[] }

describe('the way of an instance, changed by a person', () => {
  const offers = async (id: string) => (await engine.administrator.get(`/api/engine/instances/${id}/activations`).expect(200)).body as Offer[];
  const choose = (id: string, scope: number, node: string) => engine.administrator.send('post', `/api/engine/instances/${id}/activations`, { scope, node });
  const loops = async (id: string) => (await engine.administrator.get(`/api/engine/instances/${id}/multi-instances`).expect(200)).body as Running[];
  const change = (id: string, body: object) => engine.administrator.send('post', `/api/engine/instances/${id}/multi-instance-changes`, body);

  test('activities of an ad-hoc sub-process are told and begun, one at a time where that is drawn', async () => {
    // given
    const chosen = `<adHocSubProcess id="s" name="任选" gov:activation="person" ordering="Sequential">${user('look', 'gov:nameEn="Have a look"')}${user('ask')}</adHocSubProcess>`;
    await engine.deploy([file('choose', `${start}${chosen}${end}${path('start', 's', 'end')}`)]);
    const id = await engine.start('choose');

    // when
    const before = await offers(id);

    // then
    expect(before).toMatchObject([{ node: 'look', within: '任选', department: null, allowed: true }, { node: 'ask' }]);
    const english = await engine.administrator.get(`/api/engine/instances/${id}/activations`).set('Accept-Language', 'en').expect(200);
    expect((english.body as Offer[]).map(({ name }) => name)).toEqual(['Have a look', 'ask']);

    // when
    const { scope } = before[0]!;
    await choose(id, scope, 'look').expect(200);

    // then
    expect([(await engine.see(id)).tasks.map(({ element }) => element), await offers(id)]).toEqual([['look'], []]);
    await choose(id, scope, 'ask').expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'ACTIVITY_BUSY' }));
    await choose(id, scope, 'nobody').expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'ACTIVITY_NOT_OFFERED', details: { element: 'nobody' } }));
    await engine.completeTask('look');
    await choose(id, scope, 'ask').expect(200);
    await engine.completeTask('ask');
    expect((await engine.see(id)).state).toBe('completed');
    expect(await offers(id)).toEqual([]);
    await choose(id, scope, 'ask').expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'CASE_CLOSED' }));
  });

  test('instances of a multi-instance activity are told, added and taken out, with a reason', async () => {
    // given
    const each = loop('inputCollection="=[&quot;p&quot;, &quot;q&quot;]" inputElement="who" outputCollection="all" outputElement="=who"');
    await engine.deploy([file('several', `${start}${user('sign', '', each)}${end}${path('start', 'sign', 'end')}`)]);
    const id = await engine.start('several');

    // when
    const [before] = await loops(id);
    await change(id, { action: 'add', instance: before!.instance, item: 'r', reason: 'one more signature' }).expect(200);
    await change(id, { action: 'remove', instance: before!.running[0]!.instance, reason: 'on leave' }).expect(200);

    // then
    expect(before).toMatchObject({ element: 'sign', name: 'sign', overList: true, sequential: false, running: [{ position: 1, item: 'p' }, { position: 2, item: 'q' }] });
    expect((await loops(id))[0]!.running.map(({ position, item }) => [position, item])).toEqual([[2, 'q'], [3, 'r']]);
    await change(id, { action: 'add', instance: before!.instance, reason: ' ' }).expect(422);
    await change(id, { action: 'remove', instance: before!.instance, reason: 'all of them' }).expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'MULTI_INSTANCE_UNKNOWN' }));
    await engine.completeTask('sign');
    await engine.completeTask('sign');
    expect(await engine.see(id)).toMatchObject({ state: 'completed', variables: { all: ['q', 'r'] } });
    expect(await loops(id)).toEqual([]);
  });

  test("an instance's own rooms are not a case's, and a case's are not an instance's", async () => {
    await engine.administrator.get('/api/engine/instances/nobody/activations').expect(404);
    const id = await engine.start('several');
    await engine.administrator.get(`/api/cases/${id}/activations`).expect(404);
    await engine.administrator.send('post', `/api/cases/${id}/multi-instance-changes`, { action: 'add', instance: 3, reason: 'x' }).expect(404);
  });
});
