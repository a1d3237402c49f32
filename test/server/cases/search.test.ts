import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Case } from '../../../server/cases/Case.ts';
import { Department } from '../../../server/identity/Department.ts';
import { JobRow } from '../../../server/readModel/JobRow.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { seedCalendars } from '../../../server/system/seedCity.ts';
import { opened, step, told, writeCase } from '../readModel/story.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

describe.each(databases)('searching on $database', ({ url }) => {
  let app: TestApp;
  let clerk: Caller;
  let officer: Caller;

  beforeAll(async () => {
    app = await openTestApp({ config: { databaseUrl: await url() } });
    await seedCalendars(app.context);
    await writeCase(app.orm, 'YJS-A', { applicant: 'Haifeng 100% Trading', projectCode: 'P-1', matterName: '开办KTV', acceptedAt: '2026-09-01T01:00:00.000Z' });
    await apply(app.orm, told('YJS-A', [step(1, [opened(2, 'power', { name: 'BIM审查' })])]));
    // Newer cases of others under the same name, more of them than a list has lines.
    for (let n = 0; n < 101; n += 1) await writeCase(app.orm, `YJS-B${n}`, { applicant: 'Haifeng 二店' });
    clerk = await app.signedIn('clerk-a', ['clerk']);
    officer = await app.signedIn('power-a', ['approver'], 'power');
  }, 120_000);
  afterAll(() => app.close());

  const found = async (path: string): Promise<string[]> => (await (path.startsWith('/api/cases') ? clerk : officer).get(path).expect(200)).body.map(({ caseNumber }: { caseNumber: string }) => caseNumber);

  test.each([
    ['/api/cases?q=haifeng%20100', ['YJS-A']],
    ['/api/cases?q=yjs-a', ['YJS-A']],
    ['/api/cases?q=%25', ['YJS-A']],
    ['/api/cases?q=_', []],
    ['/api/work-items?q=bim', ['YJS-A']],
    ['/api/work-items?q=ktv', ['YJS-A']],
    ['/api/work-items?q=%25', []],
  ])('%s finds %j: cases of letters and wildcards mean the same on both databases', async (path, expected) => {
    expect(await found(path)).toEqual(expected);
  });

  test('what is drawn or typed at its longest is taken by both databases, and its case goes on', async () => {
    const long = 'x'.repeat(500);
    await writeCase(app.orm, 'YJS-C', { applicant: '名'.repeat(500), projectCode: long });
    await apply(
      app.orm,
      told('YJS-C', [
        step(1, [
          opened(2, 'housing', { process: long, element: long, form: long, item: long, stage: long }),
          { type: 'job', instance: 3, element: long, attempt: 1, department: 'housing', operation: long, state: 'asked' },
          { type: 'incident', action: 'raised', element: long, incident: { id: 4, instance: 3, code: 'DEPT_REJECTED', message: 'x', raisedAt: '2026-09-18T01:31:00.000Z' } as never },
        ]),
      ]),
    );

    expect((await app.orm.em.fork().findOneOrFail(Case, { caseNumber: 'YJS-C' })).seq).toBe(1);
  });

  test("one's own case is found behind a hundred newer ones of others", async () => {
    const lines = await officer.get('/api/cases?q=haifeng').expect(200);

    expect(lines.body.map(({ caseNumber }: { caseNumber: string }) => caseNumber)).toEqual(['YJS-A']);
  });

  test('an inbox of more items than a list takes shows the most urgent, and finds by the name of a matter what others have many of', async () => {
    for (let n = 0; n < 201; n += 1) await writeCase(app.orm, `YJS-0${n}`, { matterName: '开办KTV' });
    const connection = app.orm.em.fork().getConnection();
    await connection.execute(
      `insert into work_items (id, case_number, instance, process, element, name, department, role, opinions, variables, state, opened_at, late)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)
       select 'many' || i, 'YJS-MANY', instance, process, element, name, department, role, opinions, variables, state, '2026-09-17T01:30:00.000Z', late from work_items, n where id = 'YJS-A.2'`,
    );
    await connection.execute("update work_items set due_at = '2026-09-19T01:30:00.000Z' where id = 'YJS-A.2'");

    expect(await found('/api/work-items')).toContain('YJS-A');
    expect(await found('/api/work-items?q=ktv')).toEqual(['YJS-A']);
    await connection.execute("delete from work_items where case_number = 'YJS-MANY'");
    await connection.execute("delete from cases where matter_name = '开办KTV' and case_number <> 'YJS-A'");
  }, 60_000);

  test('a department with more cases than a statement takes values still has its list, and its signals', async () => {
    await app.orm.em.fork().getConnection().execute(
      `insert into jobs (id, case_number, instance, element, department, state, attempt, asked_at)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 70000) select 'many' || i, 'many' || i, 1, 'e', 'gasCompany', 'asked', 1, '2026-09-18T01:30:00.000Z' from n`,
    );
    const em = app.orm.em.fork();
    for (const [position, id] of ['gasCompany', 'power'].entries()) em.create(Department, { id, nameZh: id, nameEn: id, sample: true, position });
    for (const [instance, state, askedAt] of [[90, 'failed', '2026-09-19T01:30:00.000Z'], [91, 'accepted', '2026-09-19T01:30:00.000Z'], [92, 'done', '2026-09-19T01:30:00.000Z']] as const) em.create(JobRow, { id: `YJS-A.${instance}`, caseNumber: 'YJS-A', instance, element: 'e', department: 'power', state, attempt: 1, askedAt });
    await em.flush();
    const supervisor = await app.signedIn('supervisor-a', ['supervisor']);
    const gas = await app.signedIn('gas-a', ['approver'], 'gasCompany');

    expect((await gas.get('/api/cases')).status).toBe(200);
    expect((await gas.get('/api/cards')).status).toBe(200);
    expect((await supervisor.get('/api/supervision/summary')).body).toMatchObject({ lights: { none: 103 } });
    expect((await supervisor.get('/api/departments')).body.map(({ id, calls: { open, silent, down } }: { id: string; calls: Record<string, number> }) => [id, open, silent, down])).toEqual([['gasCompany', 70_000, 0, 0], ['power', 2, 1, 1]]);
  }, 60_000);

  test.each(['/api/cases?q=%00', '/api/cases/%00', '/api/work-items?q=%00', '/api/progress/%00?code=x'])('%s is the caller’s mistake, not a breakdown', async (path) => {
    const reply = await officer.get(path);

    expect([reply.status, reply.body.code]).toEqual([422, 'INVALID_INPUT']);
  });

  test.each(['\0', '\ud800'])('a body with %j in it is the caller’s mistake, not a breakdown', async (text) => {
    const reply = await clerk.send('post', '/api/cases', { matter: 'm', agent: `a${text}`, form: { a: [text] } });

    expect([reply.status, reply.body.code]).toEqual([422, 'INVALID_INPUT']);
  });
});
