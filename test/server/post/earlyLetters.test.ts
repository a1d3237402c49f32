import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { deliver } from '../../../server/outbox/deliver.ts';
import { LetterRow } from '../../../server/post/LetterRow.ts';
import { end, path, start, user } from '../../support/drawing.ts';
import { databases } from '../support/databases.ts';
import { caught, type Engine, file, openEngine, thrown, toMessage } from '../engine/openEngine.ts';

describe.each(databases)('letters that nobody waits for yet on $database', ({ url }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ databaseUrl: await url() });
  }, 120_000);
  afterAll(() => engine?.close());

  const world = async (...files: object[]) => (await engine.deploy(files, { rehearsal: { now: '2026-03-02T01:00:00.000Z' } })).id;
  async function carry(): Promise<void> {
    for (const { id } of await engine.orm.em.fork().find(CommandRow, { state: 'pending' })) await deliver(engine.services.outbox, id);
  }

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
});
