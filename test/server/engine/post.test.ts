import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createPostPort } from '../../../server/post/port.ts';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { deliver } from '../../../server/outbox/deliver.ts';
import { DomainError } from '../../../engine/errors.ts';
import { raiseSetAside } from '../../../server/quarantine/incident.ts';
import { IncidentRow } from '../../../server/readModel/IncidentRow.ts';
import { fireEngineTimers } from '../../../server/engine/fireTimers.ts';
import { end, path, start, user } from '../../support/drawing.ts';
import { postgres } from '../../support/postgres.ts';
import { after, caught, type Engine, file, openEngine, thrown, toMessage, toSignal } from './openEngine.ts';

let engine: Engine;

const send = (what: 'messages' | 'signals', body: object, key?: string) => engine.administrator.send('post', `/api/engine/${what}`, body, key);
const waitingFor = (id: string, definition: string) => file(id, `${start}${caught('wait', definition)}${end}${path('start', 'wait', 'end')}`);
const beginning = (id: string, definition: string) => file(id, `<startEvent id="hear">${definition}</startEvent>${user('look')}${end}${path('hear', 'look', 'end')}`);
/** Each in a world of its own, so that one test's signals reach no other's. */
const world = async (...files: object[]) => (await engine.deploy(files, { rehearsal: { now: '2026-03-02T01:00:00.000Z' } })).id;

describe.each(['SQLite', 'PostgreSQL'] as const)('messages and signals on %s', (database) => {
  beforeAll(async () => {
    engine = await openEngine({ databaseUrl: database === 'PostgreSQL' ? (await postgres()).url : null });
  }, 120_000);
  afterAll(() => engine?.close());

  test('a message goes to who waits longest, to all where asked, else starts a process, else is told to be unheard', async () => {
    const deployment = await world(waitingFor('one', toMessage()), beginning('two', toMessage()));
    const [first, second, third] = [await engine.start('one', { deployment }), await engine.start('one', { deployment }), await engine.start('one', { deployment })];
    expect((await send('messages', { name: 'go', deployment, variables: { by: 'post' } }).expect(200)).body).toEqual({ delivered: [first], started: [] });
    expect((await send('messages', { name: 'go', deployment, all: true }).expect(200)).body).toEqual({ delivered: [second, third], started: [] });
    const { started } = (await send('messages', { name: 'go', deployment, variables: { n: 7 } }).expect(200)).body as { started: string[] };
    expect(await engine.see(started[0]!)).toMatchObject({ state: 'running', variables: { n: 7 }, tasks: [{ element: 'look' }] });
    expect((await engine.see(first)).variables).toEqual({ by: 'post' });
    await send('messages', { name: 'nothing', deployment }).expect(404).expect(({ body }) => expect(body).toMatchObject({ code: 'MESSAGE_UNHEARD' }));
  });

  test('a key chooses who it is for', async () => {
    const deployment = await world(waitingFor('keyed', toMessage('keyed')));
    const [, second] = [await engine.start('keyed', { deployment, variables: { order: 'A' } }), await engine.start('keyed', { deployment, variables: { order: { number: 2 } } })];
    await send('messages', { name: 'keyed', key: 'C', deployment }).expect(404);
    expect((await send('messages', { name: 'keyed', key: { number: 2 }, deployment }).expect(200)).body).toMatchObject({ delivered: [second] });
  });

  test('a signal reaches everybody who waits and starts what begins with it, and nobody outside its world', async () => {
    const outside = await world(waitingFor('far', toSignal));
    const far = await engine.start('far', { deployment: outside });
    const deployment = await world(waitingFor('near', toSignal), beginning('raised', toSignal));
    const near = [await engine.start('near', { deployment }), await engine.start('near', { deployment })];
    const { delivered, started } = (await send('signals', { name: 'all', deployment }).expect(200)).body as { delivered: string[]; started: string[] };
    expect([delivered.toSorted(), started.length]).toEqual([near.toSorted(), 1]);
    expect((await engine.see(far)).state).toBe('running');
    expect((await send('signals', { name: 'nothing', deployment }).expect(200)).body).toEqual({ delivered: [], started: [] });
  });

  test('sent again under its key it happens once', async () => {
    const deployment = await world(beginning('oncer', toMessage()));
    const body = { name: 'go', deployment };
    const [one, two] = [await send('messages', body, 'one-letter-key').expect(200), await send('messages', body, 'one-letter-key').expect(200)];
    expect(two.body).toEqual(one.body);
    expect((await engine.administrator.get(`/api/engine/instances?deployment=${deployment}`)).body).toHaveLength(1);
  });

  test('what an instance throws reaches others and starts them, and itself no second time', async () => {
    const sender = file('sender', `${start}${thrown('call', toMessage())}${thrown('cry', toSignal)}${caught('back', toSignal)}${end}${path('start', 'call', 'cry', 'back', 'end')}`);
    const deployment = await world(sender, beginning('receiver', toMessage()), waitingFor('listener', toSignal));
    const listener = await engine.start('listener', { deployment });
    const id = await engine.start('sender', { deployment });
    const all = (await engine.administrator.get(`/api/engine/instances?deployment=${deployment}`)).body as { id: string; process: string; state: string }[];
    expect(all.map(({ process, state }) => `${process} ${state}`).toSorted()).toEqual(['listener completed', 'receiver running', 'sender running']);
    expect((await engine.see(listener)).state).toBe('completed');
    expect((await engine.see(id)).waiting).toMatchObject([{ element: 'back', for: 'signal', name: 'all' }]);
  });

  describe('a message between instances that comes before anybody waits for it', () => {
    /** Delivers what was written while cases came to wait, as the outbox does. */
    const carry = async () => {
      for (const { id } of await engine.orm.em.fork().find(CommandRow, { state: 'pending' })) await deliver(engine.services.outbox, id);
    };
    const sending = (id: string, name: 'go' | 'keyed' = 'go') => file(id, `${start}${thrown('call', toMessage(name))}${user('rest')}${end}${path('start', 'call', 'rest', 'end')}`);

    test('is kept for whoever waits for it first, and is for nobody else then', async () => {
      const deployment = await world(sending('early'), waitingFor('late', toMessage()));
      await engine.start('early', { deployment });
      const [first, second] = [await engine.start('late', { deployment }), await engine.start('late', { deployment })];
      await carry();
      expect([(await engine.see(first)).state, (await engine.see(second)).state]).toEqual(['completed', 'running']);
    });

    test('is for the one its key means, whoever waits before', async () => {
      const deployment = await world(sending('earlyKeyed', 'keyed'), waitingFor('lateKeyed', toMessage('keyed')));
      await engine.start('earlyKeyed', { deployment, variables: { order: 'B' } });
      const [other, meant] = [await engine.start('lateKeyed', { deployment, variables: { order: 'A' } }), await engine.start('lateKeyed', { deployment, variables: { order: 'B' } })];
      await carry();
      expect([(await engine.see(other)).state, (await engine.see(meant)).state]).toEqual(['running', 'completed']);
    });

    test('is not for its sender, and not for anybody a day later', async () => {
      const selfish = file('selfish', `${start}${thrown('call', toMessage())}${caught('wait', toMessage())}${end}${path('start', 'call', 'wait', 'end')}`);
      const deployment = await world(selfish, waitingFor('tooLate', toMessage()));
      const sender = await engine.start('selfish', { deployment });
      await engine.administrator.send('post', `/api/engine/deployments/${deployment}/advance`, { duration: 'P1D' }).expect(200);
      const late = await engine.start('tooLate', { deployment });
      await carry();
      expect([(await engine.see(sender)).state, (await engine.see(late)).state]).toEqual(['running', 'running']);
    });

    test('from outside is refused, or kept where its sender asks for it, once under one key', async () => {
      const deployment = await world(waitingFor('asked', toMessage()));
      await send('messages', { name: 'go', deployment }).expect(404);
      const body = { name: 'go', deployment, variables: { by: 'post' }, keepFor: 'PT2H' };
      const [kept, again] = [await send('messages', body, 'keep-it-once').expect(200), await send('messages', body, 'keep-it-once').expect(200)];
      expect([kept.body, again.body]).toEqual(Array.from({ length: 2 }, () => ({ delivered: [], started: [], keptUntil: '2026-03-02T03:00:00.000Z' })));
      const [one, two] = [await engine.start('asked', { deployment }), await engine.start('asked', { deployment })];
      await carry();
      expect([(await engine.see(one)).variables, (await engine.see(two)).state]).toEqual([{ by: 'post' }, 'running']);
      await send('messages', { name: 'go', deployment, keepFor: 'soon' }).expect(422).expect(({ body: refused }) => expect(refused).toMatchObject({ code: 'TIMER_INVALID' }));
    });
  });

  test('a letter that the worker carries twice is delivered once', async () => {
    const deployment = await world(beginning('lone', toMessage()), file('author', `${start}${user('write')}${end}${path('start', 'write', 'end')}`));
    const caseNumber = await engine.start('author', { deployment });
    const letter = { caseNumber, at: '2026-03-02T01:00:00.000Z', command: { type: 'throwMessage', id: 'x~1', instance: 1, element: 'x', name: 'go', variables: {} } } as const;
    const port = createPostPort(engine.services.outbox);
    await port.deliver(letter);
    await port.deliver(letter);
    expect((await engine.administrator.get(`/api/engine/instances?deployment=${deployment}&process=lone`)).body).toHaveLength(1);
  });
});

describe('time', () => {
  beforeAll(async () => {
    engine = await openEngine();
  }, 60_000);
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => engine?.close());

  const sleeping = (id: string, duration: string) => file(id, `${start}${caught('nap', after(duration))}${end}${path('start', 'nap', 'end')}`);
  const come = async (deployment: string, body: object) => (await engine.administrator.send('post', `/api/engine/deployments/${deployment}/advance`, body).expect(200)).body as { now: string; moving: string | null };
  const cases = () => engine.services.outbox.cases!;

  test('of a rehearsal goes on past an instance that was set aside, which comes after when it is given back', async () => {
    const deployment = await world(sleeping('dead', 'PT1S'), sleeping('well', 'PT3S'));
    const [dead, well] = [await engine.start('dead', { deployment }), await engine.start('well', { deployment })];
    const asked: string[] = [];
    const { advance, inspect } = cases();
    const silent = <A extends unknown[], R>(ask: (caseNumber: string, ...more: A) => Promise<R>) => (caseNumber: string, ...more: A): Promise<R> => {
      asked.push(caseNumber);
      return caseNumber === dead ? Promise.reject(new DomainError('COMMAND_UNCONFIRMED')) : ask(caseNumber, ...more);
    };
    jest.spyOn(cases(), 'advance').mockImplementation(silent(advance));
    jest.spyOn(cases(), 'inspect').mockImplementation(silent(inspect));
    await raiseSetAside(engine.orm, dead, 2, '2026-03-02T01:00:00.000Z');

    expect(await come(deployment, { duration: 'PT4S' })).toMatchObject({ now: '2026-03-02T01:00:04.000Z', moving: null });
    expect([asked.includes(dead), (await engine.see(well)).state, (await engine.see(dead)).state]).toEqual([false, 'completed', 'running']);

    jest.restoreAllMocks();
    await engine.orm.em.fork().nativeUpdate(IncidentRow, { caseNumber: dead }, { state: 'settled' });
    expect(await come(deployment, { duration: 'PT0S' })).toMatchObject({ now: '2026-03-02T01:00:04.000Z', moving: null });
    expect((await engine.see(dead)).state).toBe('completed');
  });

  test('of a rehearsal gets further with each call, also where one look takes longer than a call may and one instance is in trouble', async () => {
    const deployment = await world(sleeping('stuck', 'PT1S'), sleeping('fine', 'PT3S'));
    const [stuck, fine] = [await engine.start('stuck', { deployment }), await engine.start('fine', { deployment })];
    const { advance, inspect } = cases();
    const began = Date.now();
    let looks = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => began + looks * 13_000);
    jest.spyOn(cases(), 'inspect').mockImplementation(async (caseNumber) => ((looks += 1), { ...(await inspect(caseNumber)), ...(caseNumber === stuck && { virtualNow: '2026-03-03T01:00:00.000Z' }) }));
    // Its clock goes on, and what is due in it does not happen.
    jest.spyOn(cases(), 'advance').mockImplementation(async (caseNumber, command, ...more) => (caseNumber === stuck ? { seq: 1, from: command.to, to: command.to } : advance(caseNumber, command, ...more)));

    const seen = [];
    for (let call = 0; call < 3; call += 1) seen.push(await come(deployment, { to: '2026-03-02T01:00:05.000Z' }));
    expect(seen.map(({ now, moving }) => [now, moving])).toEqual(['01', '03', '05'].map((second) => [`2026-03-02T01:00:${second}.000Z`, null]));
    expect((await engine.see(fine)).state).toBe('completed');
  });

  test('of a rehearsal is one clock for all its instances, which passes every due time on the way', async () => {
    const timed = (id: string, duration: string) => file(id, `${start}${caught('nap', after(duration))}${thrown('wake', toMessage())}${end}${path('start', 'nap', 'wake', 'end')}`);
    const woken = file('woken', `${start}${caught('wait', toMessage())}${caught('nap', after('PT2S'))}${end}${path('start', 'wait', 'nap', 'end')}`);
    const deployment = await world(timed('short', 'PT3S'), woken);
    const [sleeper, short] = [await engine.start('woken', { deployment }), await engine.start('short', { deployment })];
    const advance = async (body: object) => (await engine.administrator.send('post', `/api/engine/deployments/${deployment}/advance`, body).expect(200)).body as { now: string };

    expect(await advance({ duration: 'PT4S' })).toEqual({ now: '2026-03-02T01:00:04.000Z', to: '2026-03-02T01:00:04.000Z', moving: null });
    expect([(await engine.see(short)).state, (await engine.see(sleeper)).state, (await engine.see(sleeper)).now]).toEqual(['completed', 'running', '2026-03-02T01:00:04.000Z']);
    await advance({ to: '2026-03-02T01:00:05.000Z' });
    expect((await engine.see(sleeper)).state).toBe('completed');
    await engine.administrator.send('post', `/api/engine/deployments/${deployment}/advance`, { to: '2026-03-02T01:00:00.000Z' }).expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'CLOCK_BACKWARDS' }));
  });

  test('of a rehearsal starts by timers when its clock comes to them', async () => {
    const deployment = await world(file('timed', `<startEvent id="tick"><timerEventDefinition><timeCycle>R2/PT10S</timeCycle></timerEventDefinition></startEvent>${user('look')}${end}${path('tick', 'look', 'end')}`));
    const advance = (duration: string) => engine.administrator.send('post', `/api/engine/deployments/${deployment}/advance`, { duration }).expect(200);
    const count = async () => ((await engine.administrator.get(`/api/engine/instances?deployment=${deployment}`)).body as object[]).length;
    const seen = [await count()];
    for (const duration of ['PT9S', 'PT1S', 'PT30S']) seen.push((await advance(duration), await count()));
    expect(seen).toEqual([0, 0, 1, 2]);
  });

  test('is not moved on the wall clock, and no rehearsal is deployed where the city is no demonstration', async () => {
    const { id } = await engine.deploy([waitingFor('walled', toMessage())]);
    await engine.administrator.send('post', `/api/engine/deployments/${id}/advance`, { duration: 'PT1S' }).expect(409).expect(({ body }) => expect(body).toMatchObject({ code: 'NOT_A_REHEARSAL' }));
    const real = await openEngine({ demo: false });
    await real.administrator.send('post', '/api/engine/deployments', { files: [waitingFor('x', toMessage())], rehearsal: { now: '2026-03-02T01:00:00.000Z' } }).expect(403);
    await real.close();
  });

  test('a timer start of a live process fires once for each due time, whoever looks twice', async () => {
    await engine.deploy([file('daily', `<startEvent id="tick"><timerEventDefinition><timeDate>2026-03-02T00:00:00Z</timeDate></timerEventDefinition></startEvent>${user('look')}${end}${path('tick', 'look', 'end')}`)]);
    const fired = [await fireEngineTimers(engine.services, '2026-03-01T00:00:00.000Z'), await fireEngineTimers(engine.services, new Date().toISOString()), await fireEngineTimers(engine.services, new Date().toISOString())];
    expect(fired).toEqual([0, 1, 0]);
    expect((await engine.administrator.get('/api/engine/instances?process=daily')).body).toHaveLength(1);
  });
});
