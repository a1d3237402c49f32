import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { end, path, start, user } from '../../support/drawing.ts';
import { type Engine, file, openEngine, toMessage } from './openEngine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
}, 60_000);
afterAll(() => engine?.close());

const simple = `${start}${user('look')}${end}${path('start', 'look', 'end')}`;

describe('deployments', () => {
  test('make every process of every file startable, with what starts it, and the next version of its key', async () => {
    const caller = file('caller', `${start}<callActivity id="call" calledElement="called"/>${end}${path('start', 'call', 'end')}`);
    const first = await engine.deploy([caller, file('called', simple), file('told', `<startEvent id="hear">${toMessage()}</startEvent>${end}${path('hear', 'end')}`)]);
    const second = await engine.deploy([file('called', simple)]);

    expect(first.processes).toMatchObject([
      { key: 'called', version: 1, starts: [{ element: 'start', by: 'none' }] },
      { key: 'caller', version: 1 },
      { key: 'told', version: 1, starts: [{ element: 'hear', by: 'message', name: 'go' }] },
    ]);
    expect(second.processes).toMatchObject([{ key: 'called', version: 2, current: true }]);
    const listed = (await engine.administrator.get('/api/engine/deployments?process=called').expect(200)).body as { processes: { key: string; version: number; current: boolean }[] }[];
    expect(listed.map(({ processes }) => processes.filter(({ key }) => key === 'called').map(({ version, current }) => [version, current]))).toEqual([[[2, true]], [[1, false]]]);
  });

  test('are refused whole when one file has an error, naming file, element and rule; nothing of them can be started', async () => {
    const broken = file('broken', `${start}${end}<sequenceFlow id="back" sourceRef="end" targetRef="start"/>`);
    const refusal = await engine.administrator.send('post', '/api/engine/deployments', { files: [file('whole', simple), broken] }).expect(422);
    expect(refusal.headers['content-type']).toContain('application/problem+json');
    expect(refusal.body).toMatchObject({ code: 'DEPLOYMENT_HAS_PROBLEMS' });
    const problems = (refusal.body as { details: { problems: { file: string; elementId: string; severity: string; text: string; code: string }[] } }).details.problems.filter(({ severity }) => severity === 'error');
    expect(problems.map(({ file: name, elementId, code }) => [name, elementId, code])).toEqual(expect.arrayContaining([['broken.bpmn', 'end', 'END_WITH_OUTGOING']]));
    expect(problems.every(({ text, code }) => text !== '' && text !== code)).toBe(true);
    await engine.administrator.send('post', '/api/engine/instances', { process: 'whole' }).expect(404).expect(({ body }) => expect(body).toMatchObject({ code: 'PROCESS_UNKNOWN' }));
  });

  test('of a process that is not to be executed are refused by its name and the rule, in the language asked for', async () => {
    const { name, xml } = file('asleep', simple);
    const order = { files: [{ name, xml: xml.replace('isExecutable="true"', 'isExecutable="false"') }] };
    const refused = async (language: string): Promise<unknown> => (await engine.administrator.send('post', '/api/engine/deployments', order).set('Accept-Language', language).expect(422)).body;
    const told = (text: string) => ({ code: 'DEPLOYMENT_HAS_PROBLEMS', details: { problems: [{ file: 'asleep.bpmn', elementId: 'asleep', code: 'PROCESS_NOT_EXECUTABLE', severity: 'error', text: expect.stringContaining(text) }] } });
    expect(await refused('en')).toMatchObject(told('The process “asleep” is marked as not executable (isExecutable="false")'));
    expect(await refused('zh-CN')).toMatchObject(told('流程“asleep”标为不可执行（isExecutable="false"）'));
  });

  test('take a file in the encoding it declares', async () => {
    const latin = `<?xml version="1.0" encoding="ISO-8859-1"?>${file('latin', simple).xml.replace('name="look"', 'name="Größe"')}`;
    await engine.deploy([{ name: 'latin.bpmn', base64: Buffer.from(latin, 'latin1').toString('base64') }]);
    const id = await engine.start('latin');
    expect((await engine.see(id)).tasks).toMatchObject([{ name: 'Größe' }]);
  });

  test('happen once under one key', async () => {
    const body = { files: [file('once', simple)] };
    const [one, two] = [await engine.administrator.send('post', '/api/engine/deployments', body, 'the-same-key'), await engine.administrator.send('post', '/api/engine/deployments', body, 'the-same-key')];
    expect([one.status, two.status, two.body]).toEqual([201, 201, one.body]);
    expect(await engine.deploy([file('once', simple)])).toMatchObject({ processes: [{ version: 2 }] });
  });

  test('are withdrawn when nothing of them runs, or with what runs; the version before is the newest again', async () => {
    const first = await engine.deploy([file('leaving', simple)]);
    const second = await engine.deploy([file('leaving', simple)]);
    const id = await engine.start('leaving');
    await engine.administrator.send('delete', `/api/engine/deployments/${second.id}`).expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'DEPLOYMENT_IN_USE', details: { instances: [id] } }));
    await engine.administrator.send('delete', `/api/engine/deployments/${second.id}?instances=cancel`).expect(204);
    expect((await engine.see(id)).state).toBe('cancelled');
    expect((await engine.administrator.get(`/api/engine/deployments/${first.id}`).expect(200)).body).toMatchObject({ withdrawn: null, processes: [{ version: 1, current: true }] });
    await engine.administrator.send('delete', `/api/engine/deployments/${first.id}`).expect(204);
    await engine.administrator.send('post', '/api/engine/instances', { process: 'leaving' }).expect(404);
  });

  test('and all that is in them belong to administrators alone', async () => {
    const clerk = await engine.signedIn('clerk', ['clerk', 'operator']);
    await clerk.get('/api/engine/deployments').expect(403);
    await clerk.send('post', '/api/engine/instances', { process: 'called' }).expect(403);
  });
});
