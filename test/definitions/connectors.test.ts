import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadConnectors } from '../../definitions/connectors/load.ts';
import { connectorSchema } from '../../definitions/connectors/schema.ts';
import { compileMatter } from '../support/shippedStage.ts';

const answers = JSON.parse(readFileSync(new URL('../../standins/script.json', import.meta.url), 'utf8')) as Record<string, { data: object }>;

describe('the register of connectors', () => {
  test.each(Object.values(loadConnectors()).filter(({ department, operation }) => answers[`${department}/${operation}`]))('given the stand-in of $code, when it answers, then it gives what the contract says', ({ department, operation, outputs }) => {
    expect(Object.keys(answers[`${department}/${operation}`]!.data)).toEqual(outputs.map(({ name }) => name));
  });

  test.each(['joint-utility-connection', 'open-a-restaurant'])('given the shipped matter %s, when its steps ask departments, then each names a registered connector', async (matter) => {
    const { processes } = await compileMatter(matter);
    const asking = Object.values(processes).flatMap(({ nodes }) => nodes).filter(({ kind }) => kind === 'serviceTask');

    expect(asking.length).toBeGreaterThan(1);
    expect(asking.filter((node) => !('connector' in node) || loadConnectors()[node.connector!] === undefined)).toEqual([]);
  });

  test('given the licence of a restaurant, when its flow asks about it, then the version keeps that the call only reads, and no other does', async () => {
    const all = await Promise.all(['joint-utility-connection', 'open-a-restaurant'].map((matter) => compileMatter(matter, { connectors: loadConnectors() })));
    const safe = all.flatMap(({ processes }) => Object.values(processes)).flatMap(({ nodes }) => nodes).filter((node) => 'safe' in node);

    expect(safe.map(({ id }) => id)).toEqual(['licence']);
  });

  test.each([
    ['a field twice', { inputs: [field('a'), field('a')] }],
    ['a name of every object', { outputs: [field('constructor')] }],
    ['another record kind', { operation: 'ask' }],
    ['a call that only reads and is answered later', { safe: true, mode: 'async' }],
    ['a word that says it does more than read', { safe: false }],
  ])('given a file with %s, when it is read, then it is refused', (_, wrong) => {
    const whole = { code: 'one', name: { zh: '一', en: 'one' }, department: null, operation: 'processing', mode: 'sync', inputs: [], outputs: [] };

    expect([connectorSchema.safeParse(whole).success, connectorSchema.safeParse({ ...whole, ...wrong }).success]).toEqual([true, false]);
  });
});

function field(name: string): object {
  return { name, label: { zh: '字段', en: 'field' }, type: 'text' };
}
