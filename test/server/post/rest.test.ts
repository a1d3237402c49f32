import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DomainError } from '../../../engine/errors.ts';
import type { OutboxParts } from '../../../server/outbox/deliver.ts';
import { createPostPort } from '../../../server/post/port.ts';
import { whatMoves } from '../../../server/post/rest.ts';
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

  test('of more than fifty cases on a clock of its own comes to rest', async () => {
    const deployment = await world(waiting('many'));
    await Promise.all(Array.from({ length: 52 }, () => engine.start('many', { deployment })));
    expect(await whatMoves(parts({}), deployment, 0)).toBe(null);
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
