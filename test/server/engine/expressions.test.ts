import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { decision, input, literal, model } from '../../support/decisions.ts';
import { end, flow, mapping, path, start, user } from '../../support/drawing.ts';
import { type Engine, file, openEngine } from './openEngine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
}, 60_000);
afterAll(() => engine?.close());

const LONG = { sixteen: '9007199254740993', eighteen: '440402199002300011', twenty: '12345678901234567890' };
const ENTERED = { calculation: '= 1+1', template: '{{constructor}}', quotes: '"+x+"', juel: '${1+1}', number: '007' };

/** Every row of every table as text: what an archive would be made of. */
async function everything(): Promise<string> {
  const connection = engine.orm.em.fork().getConnection();
  const tables = (await connection.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", [], 'all')) as { name: string }[];
  const rows = await Promise.all(tables.map(({ name }) => connection.execute(`select * from "${name}"`, [], 'all')));
  return JSON.stringify(rows);
}

describe('values from outside', () => {
  test('stay text where they are text, from the request to the store, through mappings and conditions (E-06, E-14)', async () => {
    const drawn = `${start}${user('look', '', mapping('copy=entered', 'id=numbers.sixteen'))}<exclusiveGateway id="g" default="g_other"/>${user('same')}${user('other')}${path('start', 'look', 'g')}${flow('g', 'same', 'entered.calculation = "= 1+1" and numbers.eighteen = "440402199002300011"')}${path('g', 'other')}`;
    await engine.deploy([file('literal', drawn)]);
    const id = await engine.start('literal', { variables: { entered: ENTERED, numbers: LONG } });
    await engine.completeTask('look', { answer: ENTERED.template, seen: LONG.twenty });

    const seen = await engine.see(id);
    expect([seen.tasks.map(({ element }) => element), seen.incidents]).toEqual([['same'], []]);
    expect(seen.variables).toMatchObject({ entered: ENTERED, numbers: LONG, answer: ENTERED.template, seen: LONG.twenty });
    const stored = await everything();
    for (const digits of Object.values(LONG)) expect(stored).toContain(digits);
    for (const changed of ['9007199254740992', '440402199002300000', '440402199002300010', '12345678901234567000', '1.2345678901234567e19']) expect(stored).not.toContain(changed);
  });

  test.each(['{"process":"literal","variables":{"id":9007199254740993}}', '{"process":"literal","variables":{"deep":[{"id":440402199002300011}]}}'])('are refused as numbers that would lose digits: %s (E-14)', async (body) => {
    const { cookie, csrf } = engine.administrator;
    const refusal = await request(engine.app).post('/api/engine/instances').set('Cookie', cookie).set('X-CSRF', csrf).set('Idempotency-Key', 'long-number').set('Content-Type', 'application/json').send(body);
    expect(refusal.status).toBe(422);
    expect(refusal.body).toMatchObject({ code: 'NUMBER_TOO_LONG' });
  });
});

describe('a deployment with a decision file', () => {
  const asking = file('asking', `${start}<businessRuleTask id="ask"><extensionElements><zeebe:calledDecision decisionId="risk" resultVariable="risk"/></extensionElements></businessRuleTask>${user('look')}${end}${path('start', 'ask', 'look', 'end')}`);
  const decisions = { name: 'risk.dmn', xml: model(input('area', 'number') + decision('risk', literal('if area > 100 then "high" else "low"'), ['input:area'])) };

  test('runs its flows with it', async () => {
    await engine.deploy([asking, decisions]);
    const id = await engine.start('asking', { variables: { area: 120 } });
    expect((await engine.see(id)).variables).toMatchObject({ risk: 'high' });
    expect(await everything()).toContain('high');
  });

  test('is refused without it, naming the step', async () => {
    const refusal = await engine.administrator.send('post', '/api/engine/deployments', { files: [asking] });
    expect([refusal.status, (refusal.body as { details: { problems: { elementId: string; code: string }[] } }).details.problems.filter(({ code }) => code === 'DECISION_UNKNOWN').map(({ elementId }) => elementId)]).toEqual([422, ['ask']]);
  });
});
