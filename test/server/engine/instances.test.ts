import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { end, flow, path, start, user } from '../../support/drawing.ts';
import { type Engine, file, openEngine, toMessage } from './openEngine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
}, 60_000);
afterAll(() => engine?.close());

const asked = '<serviceTask id="ask"/>';

describe('instances', () => {
  test('show state, tasks, counts and variables while they run and when they have ended', async () => {
    // given
    engine.settings.answer = ({ job }) => ({ kind: 'done', variables: { n: Number(job.variables.n) + 1, type: job.type } });
    await engine.deploy([file('seen', `${start}${asked}${user('look')}${end}${path('start', 'ask', 'look', 'end')}`)]);
    const id = await engine.start('seen', { variables: { n: 1 } });

    // when
    const before = await engine.see(id);
    await engine.completeTask('look', { verdict: 'good' });
    const ended = await engine.see(id);

    // then
    expect(before).toMatchObject({ state: 'running', tasks: [{ element: 'look' }], variables: { n: 2, type: 'ask' } });
    expect(ended).toMatchObject({ state: 'completed', tasks: [], variables: { n: 2, verdict: 'good' } });
    expect(ended.elements).toEqual(['start', 'ask', 'look', 'end'].map((element) => ({ element, completed: 1, cancelled: 0 })));
    expect(ended.history.map(({ element }) => element)).toEqual(['start', 'ask', 'look', 'end']);
    expect((await engine.administrator.get(`/api/engine/variables?instance=${id}`).expect(200)).body).toEqual(ended.variables);
  });

  test('start once under one key, in the version asked for, and not by hand where one of several events does', async () => {
    await engine.deploy([file('versioned', `${start}${user('old')}${end}${path('start', 'old', 'end')}`)]);
    await engine.deploy([file('versioned', `${start}${user('new')}${end}${path('start', 'new', 'end')}`), file('byEvents', `<startEvent id="hear">${toMessage()}</startEvent><startEvent id="other">${toMessage('keyed')}</startEvent>${end}${path('hear', 'end')}${path('other', 'end')}`)]);
    const [one, again] = [await engine.start('versioned', {}, 'begin-it-once'), await engine.start('versioned', {}, 'begin-it-once')];
    const older = await engine.start('versioned', { version: 1 });
    expect(again).toBe(one);
    expect([(await engine.see(one)).tasks, (await engine.see(older)).tasks]).toMatchObject([[{ element: 'new' }], [{ element: 'old' }]]);
    await engine.administrator.send('post', '/api/engine/instances', { process: 'byEvents' }).expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'START_NOT_BY_HAND' }));
    await engine.administrator.send('post', '/api/engine/instances', { process: 'versioned', version: 9 }).expect(404);
  });

  test('look at conditions again when variables change', async () => {
    const waiting = '<intermediateCatchEvent id="grown"><conditionalEventDefinition><condition xsi:type="tFormalExpression">n > 3</condition></conditionalEventDefinition></intermediateCatchEvent>';
    await engine.deploy([file('conditional', `${start}${waiting}${end}${path('start', 'grown', 'end')}`)]);
    const id = await engine.start('conditional', { variables: { n: 1 } });
    await engine.administrator.send('post', '/api/engine/variables', { instance: id, variables: { n: 3 } }).expect(200);
    const stands = (await engine.see(id)).state;
    await engine.administrator.send('patch', '/api/engine/variables', { instance: id, variables: { m: 1 } }).expect(200);
    const other = (await engine.see(id)).variables;
    await engine.administrator.send('patch', '/api/engine/variables', { instance: id, variables: { n: 4 } }).expect(200);
    expect([stands, other, (await engine.see(id)).state]).toEqual(['running', { n: 3, m: 1 }, 'completed']);
  });

  test('show what stopped them, and end when they are deleted', async () => {
    await engine.deploy([file('stopped', `${start}<exclusiveGateway id="which" default="which_end"/>${user('x')}${end}<endEvent id="other"/>${path('start', 'which')}${flow('which', 'x', 'nobody > 1')}${flow('which', 'end')}${path('x', 'other')}`)]);
    const id = await engine.start('stopped');
    expect(await engine.see(id)).toMatchObject({ state: 'running', incidents: [{ element: 'which', code: 'VAR_UNDEFINED' }] });
    expect((await engine.administrator.get('/api/incidents?state=open').expect(200)).body).toEqual(expect.arrayContaining([expect.objectContaining({ caseNumber: id, matterName: 'stopped' })]));
    await engine.administrator.send('delete', `/api/engine/instances/${id}?reason=tried`).expect(200);
    expect(await engine.see(id)).toMatchObject({ state: 'cancelled', incidents: [] });
    await engine.administrator.send('delete', `/api/engine/instances/${id}`).expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'CASE_CLOSED' }));
  });

  test('stand in no list of the matters\' cases and in nobody\'s inbox', async () => {
    await engine.deploy([file('apart', `${start}${user('look')}${end}${path('start', 'look', 'end')}`)]);
    const id = await engine.start('apart');
    const everybody = await engine.signedIn('everybody', ['approver', 'clerk', 'supervisor', 'administrator']);
    const cases = (await everybody.get('/api/cases').expect(200)).body as { caseNumber: string }[];
    const items = (await everybody.get('/api/work-items').expect(200)).body as { caseNumber: string }[];
    expect([...cases, ...items].filter(({ caseNumber }) => caseNumber === id)).toEqual([]);
    await everybody.get(`/api/cases/${id}`).expect(404);
    expect((await engine.administrator.get('/api/engine/instances?process=apart&state=running').expect(200)).body).toMatchObject([{ id, openTasks: 1, openIncidents: 0 }]);
  });
});
