import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DomainError } from '../../../engine/errors.ts';
import { Case } from '../../../server/cases/Case.ts';
import type { OutboxParts } from '../../../server/outbox/deliver.ts';
import { createPostPort } from '../../../server/post/port.ts';
import { whatMoves } from '../../../server/post/rest.ts';
import { raiseSetAside, releaseSetAside } from '../../../server/quarantine/incident.ts';
import { IncidentRow } from '../../../server/readModel/IncidentRow.ts';
import type { Inspection } from '../../../workflows/messages.ts';
import { end, path, start, user } from '../../support/drawing.ts';
import { caught, type Engine, file, openEngine, thrown, toSignal } from '../engine/openEngine.ts';

const now = '2026-03-02T01:00:00.000Z';

describe('a world', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
  }, 60_000);
  afterAll(() => engine?.close());

  const waiting = (id: string) => file(id, `${start}${user(`${id}_look`)}${end}${path('start', `${id}_look`, 'end')}`);
  const world = async (...files: object[]) => (await engine.deploy(files, { rehearsal: { now } })).id;

  /** The platform's parts, where cases say what else is told of them. */
  const parts = (more: { said?: (caseNumber: string, found: Inspection) => Partial<Inspection> | Promise<Partial<Inspection>>; isOver?: (caseNumber: string) => boolean }): OutboxParts => {
    const { outbox } = engine.services;
    const cases: NonNullable<OutboxParts['cases']> = {
      ...outbox.cases!,
      async inspect(caseNumber) {
        const found = await outbox.cases!.inspect(caseNumber);
        return { ...found, ...(await more.said?.(caseNumber, found)) };
      },
      isOver: async (caseNumber) => more.isOver?.(caseNumber) ?? true,
    };
    return { ...outbox, cases };
  };

  test.each<[string, Partial<Inspection> | DomainError, string | null, string | null]>([
    ['waits for people', {}, null, null],
    ['asks a system', { jobsInFlight: 1 }, 'waits for answers: 1', 'waits for answers: 1'],
    ['will ask one', { jobsWaiting: 2 }, 'waits for answers: 2', 'waits for answers: 2'],
    ['has thrown', { lettersWaiting: 3 }, 'hands over messages and signals: 3', null],
    ['is behind its clock', { virtualNow: '2026-03-02T00:59:59.000Z' }, `has not come to ${now}`, null],
    ['has nobody who works on it', new DomainError('COMMAND_UNCONFIRMED'), 'does not say how it stands (COMMAND_UNCONFIRMED)', 'does not say how it stands (COMMAND_UNCONFIRMED)'],
  ])('whose case %s says so, and what of it a letter has to wait for', async (_what, said, all, forLetters) => {
    const deployment = await world(waiting('one'));
    const id = await engine.start('one', { deployment });
    const told = parts({ said: () => (said instanceof DomainError ? Promise.reject(said) : said) });
    const words = (what: string | null) => what && `${id} ${what}`;
    expect([await whatMoves(told, deployment, 0), await whatMoves(told, deployment, 0, { lettersAside: true })]).toEqual([words(all), words(forLetters)]);
    expect(await whatMoves(told, deployment, 0, { except: id })).toBe(null);
  });

  test('is in motion while a case that has ended still hands over what it threw', async () => {
    const deployment = await world(file('brief', `${start}${end}${path('start', 'end')}`));
    const id = await engine.start('brief', { deployment });
    const seen = [await whatMoves(parts({ isOver: () => false }), deployment, 0), await whatMoves(parts({}), deployment, 0)];
    expect(seen).toEqual([`${id} has ended and still hands over what it threw`, null]);
  });

  test('waits for no case that was set aside, running or ended, until it is given back', async () => {
    const deployment = await world(waiting('dead'), waiting('well'), file('over', `${start}${end}${path('start', 'end')}`));
    const [dead, , over] = [await engine.start('dead', { deployment }), await engine.start('well', { deployment }), await engine.start('over', { deployment })];
    const silent = async (caseNumber: string) => (caseNumber === dead ? Promise.reject(new DomainError('COMMAND_UNCONFIRMED')) : {});
    const told = parts({ said: silent, isOver: (caseNumber) => caseNumber !== over });
    const deadAlone = `${dead} does not say how it stands (COMMAND_UNCONFIRMED)`;
    const busyAlone = `${over} has ended and still hands over what it threw`;
    const aside = (caseNumber: string) => raiseSetAside(engine.orm, caseNumber, 2, now);
    const seen = [await whatMoves(told, deployment, 0)];
    seen.push((await aside(dead), await whatMoves(told, deployment, 0)));
    seen.push((await aside(over), await whatMoves(told, deployment, 0)));
    const row = await engine.orm.em.fork().findOneOrFail(IncidentRow, { caseNumber: dead });
    await releaseSetAside(engine.orm, async () => undefined, row, { action: 'retry', reason: 'mended', user: 'admin', now });
    expect([...seen, await whatMoves(told, deployment, 0)]).toEqual([deadAlone, busyAlone, null, deadAlone]);
  });

  test('that does not come to rest keeps no letter back whose receivers are known', async () => {
    const hearing = file('hearing', `${start}${caught('hear', toSignal)}${end}${path('start', 'hear', 'end')}`);
    const deployment = await world(hearing, waiting('stirring'), waiting('caller'));
    const [heard, , caller] = [await engine.start('hearing', { deployment }), await engine.start('stirring', { deployment }), await engine.start('caller', { deployment })];
    const post = (told: OutboxParts) => createPostPort(told).deliver({ caseNumber: caller, at: now, command: { type: 'throwSignal', id: 'call~1', instance: 1, element: 'call', name: 'all', variables: {} } });
    await post(parts({}));
    let looks = 0;
    await post(parts({ said: () => ((looks += 1), { jobsInFlight: 1 }) }));
    expect([looks, (await engine.see(heard)).state]).toEqual([0, 'completed']);
  });

  test('is not at rest before who was begun while it was looked at has been asked too', async () => {
    const deployment = await world(waiting('first'), waiting('second'));
    const first = await engine.start('first', { deployment });
    const asked: string[] = [];
    let second = '';
    const told = parts({
      async said(caseNumber) {
        asked.push(caseNumber);
        second ||= await engine.start('second', { deployment });
        return {};
      },
    });
    expect(await whatMoves(told, deployment, 10_000)).toBe(null);
    expect(asked).toEqual(expect.arrayContaining([first, second]));
  });

  test('that goes on between any two looks is not at rest', async () => {
    const deployment = await world(waiting('restless'));
    const id = await engine.start('restless', { deployment });
    // Each time it is asked somebody sets a value, which is shown at the next look.
    const told = parts({ said: async () => (await engine.administrator.send('post', '/api/engine/variables', { instance: id, variables: { n: 1 } }).expect(200), {}) });
    expect(await whatMoves(told, deployment, 0)).toBe('what stood at one look had gone on at the next');
  });

  test('of more than fifty cases on a clock of its own comes to rest; of as many that have ended several are asked at once', async () => {
    const deployment = await world(waiting('many'));
    const begun = await Promise.all(Array.from({ length: 52 }, () => engine.start('many', { deployment })));
    expect(await whatMoves(parts({}), deployment, 0)).toBe(null);

    await engine.orm.em.fork().nativeUpdate(Case, { caseNumber: { $in: begun } }, { status: 'completed' });
    const asked: string[] = [];
    let [under, most] = [0, 0];
    const isOver = async (caseNumber: string) => {
      asked.push(caseNumber);
      most = Math.max(most, ++under);
      await Promise.resolve();
      under -= 1;
      return true;
    };
    expect(await whatMoves({ ...parts({}), cases: { ...parts({}).cases!, isOver } }, deployment, 0)).toBe(null);
    // Two looks agree.
    expect([asked.sort(), most]).toEqual([[...begun, ...begun].sort(), 50]);
  }, 60_000);

  test('on a clock of its own hears what a case throws when all others have come to where they wait, however many already do', async () => {
    const hearing = (id: string) => file(id, `${start}${caught(`${id}_wait`, toSignal)}${end}${path('start', `${id}_wait`, 'end')}`);
    const deployment = await world(hearing('early'), hearing('slow'), waiting('busy'), file('crier', `${start}${user('rest')}${thrown('cry', toSignal)}${end}${path('start', 'rest', 'cry', 'end')}`));
    const [early, , crier] = [await engine.start('early', { deployment }), await engine.start('busy', { deployment }), await engine.start('crier', { deployment })];
    let looks = 0;
    let slow = '';
    const told = parts({
      // Three looks long somebody is asked something; what comes of it begins to wait.
      async said(_caseNumber, { state }) {
        if (!Object.values(state.instances).some(({ node }) => node === 'busy_look')) return {};
        looks += 1;
        if (looks === 4) slow = await engine.start('slow', { deployment });
        return { jobsInFlight: looks < 4 ? 1 : 0 };
      },
    });
    await createPostPort(told).deliver({ caseNumber: crier, at: now, command: { type: 'throwSignal', id: 'cry~1', instance: 1, element: 'cry', name: 'all', variables: {} } });
    expect([(await engine.see(early)).state, (await engine.see(slow)).state]).toEqual(['completed', 'completed']);
  });
});
