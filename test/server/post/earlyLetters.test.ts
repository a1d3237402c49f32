import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { deliver } from '../../../server/outbox/deliver.ts';
import { giveTo } from '../../../server/post/earlyLetters.ts';
import { LetterRow } from '../../../server/post/LetterRow.ts';
import { SubscriptionRow } from '../../../server/post/Subscription.ts';
import { end, path, start, user } from '../../support/drawing.ts';
import { databases } from '../support/databases.ts';
import { caught, type Engine, file, openEngine, thrown, toMessage } from '../engine/openEngine.ts';

describe.each(databases)('letters that nobody waits for yet on $database', ({ url }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ databaseUrl: await url() });
  }, 120_000);
  afterAll(() => engine?.close());

  const waitingFor = (id: string, definition: string) => file(id, `${start}${caught('wait', definition)}${end}${path('start', 'wait', 'end')}`);
  const world = async (...files: object[]) => (await engine.deploy(files, { rehearsal: { now: '2026-03-02T01:00:00.000Z' } })).id;
  const rows = (name: string, sentBy = 'admin') => engine.orm.em.fork().find(LetterRow, { name, sentBy });
  async function carry(): Promise<void> {
    for (const { id } of await engine.orm.em.fork().find(CommandRow, { state: 'pending' })) await deliver(engine.services.outbox, id);
  }
  /** Puts letters aside as a message to nobody does. */
  async function keep(of: string, letters: readonly { id: string; name: string; key?: unknown; variables?: object }[]): Promise<void> {
    const em = engine.orm.em.fork();
    for (const { id, name, key, variables = {} } of letters) {
      em.create(LetterRow, { id, world: of, kind: 'message', name, sender: null, sentBy: 'tester', sentAt: '2026-03-02T00:00:00.000Z', receivers: '[]', variables: JSON.stringify(variables), keptUntil: '2026-03-03T00:00:00.000Z', key: key === undefined ? null : JSON.stringify(key) });
    }
    await em.flush();
  }
  const worldOf = async (caseNumber: string) => (await engine.orm.em.fork().findOneOrFail(SubscriptionRow, { caseNumber })).world;

  test('given a signal that nobody waits for, when somebody waits for a message of the same name, then it is not given the signal', async () => {
    const of = (id: string, content: string, root: string) => ({ name: `${id}.bpmn`, xml: file(id, content).xml.replace('name="all"', 'name="alike"').replace('name="go"', `name="${root}"`) });
    const cries = of('cries', `${start}${thrown('cry', '<signalEventDefinition signalRef="s_all"/>')}${user('rest')}${end}${path('start', 'cry', 'rest', 'end')}`, 'go');
    const deployment = await world(cries, of('listens', `${start}${caught('wait', toMessage())}${end}${path('start', 'wait', 'end')}`, 'alike'));
    await engine.start('cries', { deployment });
    const listener = await engine.start('listens', { deployment });
    await carry();
    expect((await engine.see(listener)).state).toBe('running');
    expect((await engine.orm.em.fork().find(LetterRow, { name: 'alike' })).map(({ kind, keptUntil }) => [kind, keptUntil ?? null])).toEqual([['signal', null]]);
  }, 30_000);

  test('given more letters for others than are read at a time, when somebody waits, then he gets the one with his key', async () => {
    const deployment = await world(waitingFor('patient', toMessage('keyed')));
    const other = await engine.start('patient', { deployment, variables: { order: 'other' } });
    const many = Array.from({ length: 130 }, (_, index) => ({ id: `many-${String(index).padStart(3, '0')}`, name: 'keyed', key: `K${index}` }));
    await keep(await worldOf(other), [...many, { id: 'meant', name: 'keyed', key: { number: 7 } }]);
    const meant = await engine.start('patient', { deployment, variables: { order: { number: 7 } } });
    await carry();
    expect([(await engine.see(other)).state, (await engine.see(meant)).state]).toEqual(['running', 'completed']);
    expect((await rows('keyed', 'tester')).filter(({ keptUntil }) => keptUntil == null).map(({ id }) => id)).toEqual(['meant']);
  }, 30_000);

  test('given more letters for others than are read at a time, when somebody waits for one by what it contains, then he gets that one, and messages that come later are told by their content as well', async () => {
    const byNumber = '<correlationProperty id="number"><correlationPropertyRetrievalExpression id="in_go" messageRef="m_go"><messagePath>order.number</messagePath></correlationPropertyRetrievalExpression></correlationProperty>' +
      '<collaboration id="c"><participant id="pool" processRef="choosy"/><correlationKey id="k"><correlationPropertyRef>number</correlationPropertyRef></correlationKey></collaboration>';
    const bound = '<correlationSubscription id="cs" correlationKeyRef="k"><correlationPropertyBinding id="b" correlationPropertyRef="number"><dataPath>mine</dataPath></correlationPropertyBinding></correlationSubscription>';
    const { name, xml } = waitingFor('choosy', toMessage());
    const deployment = await world({ name, xml: xml.replace('<process ', `${byNumber}<process `).replace('<startEvent', `${bound}<startEvent`) });
    const other = await engine.start('choosy', { deployment, variables: { mine: 7_000 } });
    const many = Array.from({ length: 130 }, (_, number) => ({ id: `many-go-${String(number).padStart(3, '0')}`, name: 'go', variables: { order: { number } } }));
    await keep(await worldOf(other), [...many, { id: 'empty', name: 'go' }, { id: 'meant-go', name: 'go', variables: { order: { number: 777 } } }]);
    const meant = await engine.start('choosy', { deployment, variables: { mine: 777 } });
    await carry();
    expect([(await engine.see(other)).state, (await engine.see(meant)).state]).toEqual(['running', 'completed']);
    expect((await rows('go', 'tester')).filter(({ keptUntil }) => keptUntil == null).map(({ id }) => id)).toContain('meant-go');

    const third = await engine.start('choosy', { deployment, variables: { mine: 9_000 } });
    const send = (number: number) => engine.administrator.send('post', '/api/engine/messages', { deployment, name: 'go', variables: { order: { number } } });
    await send(8_000);
    await send(9_000);
    expect([(await engine.see(other)).state, (await engine.see(third)).state]).toEqual(['running', 'completed']);
  }, 30_000);

  test('given a letter that two give away at once, when one of them is later, then he is told who has it and writes no command', async () => {
    const deployment = await world(waitingFor('racing', toMessage()));
    const [first, second] = [await engine.start('racing', { deployment }), await engine.start('racing', { deployment })];
    await keep(await worldOf(first), [{ id: 'raced', name: 'go' }]);
    const [quick, slow] = [engine.orm.em.fork(), engine.orm.em.fork()];
    const [mine, stale] = [await quick.findOneOrFail(LetterRow, { id: 'raced' }), await slow.findOneOrFail(LetterRow, { id: 'raced' })];
    const given = await giveTo(quick, mine, first);
    await quick.flush();

    const late = await giveTo(slow, stale, second);
    await slow.flush();

    expect(late).toEqual(given);
    expect(late.map(({ caseNumber }) => caseNumber)).toEqual([first]);
    expect(await engine.orm.em.fork().count(CommandRow, { id: { $in: late.map(({ commandId }) => commandId) } })).toBe(1);
    expect(await engine.orm.em.fork().count(CommandRow, { caseNumber: second, kind: 'command' })).toBe(0);
  }, 30_000);
});
