import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { openLog } from '../../../server/log.ts';
import { openTestApp, type TestApp } from '../support/openTestApp.ts';

/** Values that a person might send anywhere; none may be found in a log line again. */
const canaries = { password: '金丝雀密码7Q', token: 'canary-token-9f31', idNumber: '440402199003070010', phone: '13800138000', name: '陈金丝雀' };
const caseNumber = 'YJS440400202609180000018';

describe('The log', () => {
  let city: TestApp;
  beforeAll(async () => {
    city = await openTestApp({ config: { demo: true, logLevel: 'trace' } });
    const clerk = await city.signedIn('clerk7', ['clerk', 'operator', 'designer'], 'housing');
    const everywhere = { ...canaries, xml: canaries.name, form: canaries, variables: canaries, comment: canaries.name };
    await request(city.app).post('/api/session').send({ username: canaries.name, password: canaries.password });
    await request(city.app).get(`/enter/${canaries.token}`);
    await request(city.app).get(`/api/progress/${caseNumber}?code=${canaries.token}`);
    await request(city.app).get(`/api/cases?q=${encodeURIComponent(canaries.name)}`).set('Cookie', `${clerk.cookie}; other=${canaries.token}`);
    for (const path of ['/api/cases', `/api/cases/${caseNumber}/advance`, `/api/work-items/${caseNumber}.14/completion`, '/api/definitions', '/api/definitions/some-flow/check']) {
      await clerk.send('post', path, everywhere, `${canaries.token}-${randomUUID()}`);
    }
    await request(city.app).post('/api/session').set('Content-Type', 'application/json').send(`{"password": "${canaries.password}"`);
    await request(city.app).post('/api/callbacks/housing').set('Authorization', `Bearer ${canaries.token}`).send(everywhere);
  }, 60_000);
  afterAll(() => city.close());

  test('S-20 repeats nothing that a person sent', () => {
    const all = city.logged.join('');
    expect(city.logged.length).toBeGreaterThan(10);
    for (const canary of Object.values(canaries)) expect([canary, all.includes(canary) || all.includes(encodeURIComponent(canary))]).toEqual([canary, false]);
  });

  test('says which case and who, by number and id', () => {
    const lines = city.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(expect.objectContaining({ path: '/api/cases/:n/advance', caseNumber, user: 'clerk7', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) }));
    expect(lines).toContainEqual(expect.objectContaining({ path: '/api/work-items/:id/completion', caseNumber, user: 'clerk7' }));
  });

  test('withholds secret fields even where somebody logs them by mistake', () => {
    const lines: string[] = [];
    const log = openLog({ logLevel: 'info' }, 'test', { write: (line) => void lines.push(line) });
    log.info({ password: canaries.password, user: { phone: canaries.phone }, a: { b: { idNumber: canaries.idNumber } }, form: { name: canaries.name } }, 'careless');
    for (const canary of Object.values(canaries)) expect(lines.join('')).not.toContain(canary);
  });
});
