import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDepartmentPort } from '../../../server/departments/port.ts';
import { DepartmentSystem } from '../../../server/departments/DepartmentSystem.ts';
import { databases } from '../support/databases.ts';
import type { Caller, TestApp } from '../support/openTestApp.ts';
import { master, openDepartments, secretOf } from './openDepartments.ts';

describe.each(databases)('the registry of department systems on $database', ({ url }) => {
  let app: TestApp;
  let admin: Caller;
  const system = { baseUrl: 'https://water.example.cn/api/', allowedHosts: ['water.example.cn', '10.2.0.0/16'], secret: secretOf('a') };

  beforeAll(async () => {
    app = await openDepartments({ databaseUrl: await url() });
    admin = await app.signedIn('admin-a', ['administrator']);
  }, 60_000);
  afterAll(() => app.close());

  const register = (body: object) => admin.send('put', '/api/departments/waterAffairs/system', body);

  test('what is registered is what the worker calls', async () => {
    await register(system).expect(204);

    const port = createDepartmentPort(app.orm, { publicUrl: 'https://yjs.example.cn' }, master);
    expect(await port.system('waterAffairs')).toEqual({
      department: 'waterAffairs', protocol: 'http', baseUrl: 'https://water.example.cn/api', allowedHosts: system.allowedHosts, signingSecret: system.secret, maximumInFlight: 4,
    });
    expect(port.callbackUrl('waterAffairs')).toBe('https://yjs.example.cn/api/callbacks/waterAffairs');
    expect(await port.system('gasCompany')).toBeNull();
  });

  test('the secret is sealed in the database and shown to nobody', async () => {
    await register(system).expect(204);

    const row = await app.orm.em.fork().findOneOrFail(DepartmentSystem, { department: 'waterAffairs' });
    const shown = await admin.get('/api/departments/waterAffairs').expect(200);
    expect(row.sealedSecret).not.toContain(system.secret.slice(6));
    expect(JSON.stringify(shown.body)).not.toContain('ecret');
    expect(shown.body).toMatchObject({ id: 'waterAffairs', system: { protocol: 'http', enabled: true }, open: [] });
  });

  test('without a new secret the present one stays', async () => {
    await register(system).expect(204);
    await register({ ...system, secret: undefined, maximumInFlight: 9 }).expect(204);

    expect(await createDepartmentPort(app.orm, { publicUrl: '' }, master).system('waterAffairs')).toMatchObject({ signingSecret: system.secret, maximumInFlight: 9 });
  });

  test('a system out of service is as good as none', async () => {
    await register({ ...system, enabled: false }).expect(204);

    expect(await createDepartmentPort(app.orm, { publicUrl: '' }, master).system('waterAffairs')).toBeNull();
  });

  test.each([
    ['an address outside its own allow-list', { baseUrl: 'https://other.example.cn' }],
    ['the metadata address', { baseUrl: 'http://169.254.169.254/latest' }],
    ['another port', { baseUrl: 'https://water.example.cn:8443' }],
    ['user information', { baseUrl: 'https://a@water.example.cn' }],
    ['a file', { baseUrl: 'file:///etc/passwd' }],
    ['a network that is none', { allowedHosts: ['water.example.cn', '10.2.0.0/99x'], baseUrl: 'http://10.2.0.1' }],
  ])('S-12 %s is refused at registration', async (_what, changes) => {
    const reply = await register({ ...system, ...changes });

    expect([reply.status, reply.body.code]).toEqual([422, 'SSRF_BLOCKED']);
  });

  test('a department that does not exist has no system', async () => {
    const reply = await admin.send('put', '/api/departments/nobody/system', system);

    expect([reply.status, reply.body.code]).toEqual([404, 'DEPARTMENT_UNKNOWN']);
  });

  test('only an administrator registers; everybody signed in sees the list', async () => {
    const clerk = await app.signedIn('clerk-a', ['clerk']);

    await clerk.send('put', '/api/departments/waterAffairs/system', system).expect(403);
    const list = await clerk.get('/api/departments').expect(200);
    expect(list.body.map(({ id, sample }: { id: string; sample: boolean }) => [id, sample])).toEqual([['waterAffairs', false], ['gasCompany', true]]);
  });

  test("another department's calls, with their case numbers, are for those who see every case", async () => {
    const officer = await app.signedIn('officer-a', ['approver'], 'gasCompany');
    const operator = await app.signedIn('operator-b', ['operator']);

    await officer.get('/api/departments/waterAffairs').expect(403);
    await operator.get('/api/departments/waterAffairs').expect(200);
  });
});
