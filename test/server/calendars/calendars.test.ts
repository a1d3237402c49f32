import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Case } from '../../../server/cases/Case.ts';
import { currentCalendar } from '../../../server/calendars/currentCalendar.ts';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { seedCalendars } from '../../../server/system/seedCity.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

const year2027 = { version: 'cn-2027.1', year: 2027, notice: '关于2027年部分节假日安排的通知（样例）', restDays: ['2027-01-01'], workDays: ['2027-01-02'] };

describe.each(databases)('Calendars on $database', ({ url }) => {
  let city: TestApp;
  let administrator: Caller;

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url() } });
    administrator = await city.signedIn('admin1', ['administrator']);
    await seedCalendars(city.context);
    await seedCalendars(city.context);
  }, 120_000);
  afterAll(() => city.close());

  beforeEach(async () => {
    await city.orm.em.fork().nativeDelete(Case, {});
    await city.orm.em.fork().nativeDelete(CommandRow, {});
  });

  async function openCase(caseNumber: string, status: Case['status'], clockMode: Case['clockMode'] = 'wall'): Promise<void> {
    const em = city.orm.em.fork();
    em.create(Case, {
      caseNumber, matter: 'm', matterName: 'm', definitionVersion: 1, programHash: '', clockMode, status, leadDepartment: null, acceptedBy: 'clerk1', agent: null,
      acceptedAt: '2026-11-25T02:00:00.000Z', checkCodeHash: '', applicant: null, projectCode: null, situations: '{}', form: '{}', materials: '[]', promise: '{}', dueOn: null, dueAt: null,
    } as never);
    await em.flush();
  }

  test('the shipped years are there once, with their notices', async () => {
    const { body } = await administrator.get('/api/calendars');
    expect(body).toMatchObject({ version: 'cn-2024.1+cn-2025.1+cn-2026.1', from: '2024-01-01', until: '2026-12-31' });
    expect(body.versions.map(({ year, importedBy }: { year: number; importedBy: string }) => [year, importedBy])).toEqual([[2024, 'shipped'], [2025, 'shipped'], [2026, 'shipped']]);
    expect(body.versions[2].notice).toContain('2026');
  });

  test('a year that does not fit is refused and nothing is kept', async () => {
    const gap = await administrator.send('post', '/api/calendars', { ...year2027, year: 2028, version: 'cn-2028.1', restDays: ['2028-01-03'], workDays: [] });
    expect([gap.status, gap.body.code]).toEqual([422, 'CALENDAR_INVALID']);
    const weekend = await administrator.send('post', '/api/calendars', { ...year2027, restDays: ['2027-01-02'] });
    expect(weekend.body.code).toBe('CALENDAR_INVALID');
    expect((await administrator.get('/api/calendars')).body.versions).toHaveLength(3);
  });

  test('a new year goes to every open case once, as an event that carries the calendar', async () => {
    await openCase('YJS1', 'running');
    await openCase('YJS2', 'starting', 'rehearsal');
    await openCase('YJS3', 'completed');
    const reply = await administrator.send('post', '/api/calendars', year2027);
    expect([reply.status, reply.body]).toEqual([201, { version: 'cn-2024.1+cn-2025.1+cn-2026.1+cn-2027.1', until: '2027-12-31', openCases: 2 }]);
    const commands = await city.orm.em.fork().find(CommandRow, {}, { orderBy: { caseNumber: 'asc' } });
    expect(commands.map(({ caseNumber, state, user }) => [caseNumber, state, user])).toEqual([['YJS1', 'pending', 'admin1'], ['YJS2', 'pending', 'admin1']]);
    expect(JSON.parse(commands[0]?.payload ?? '')).toMatchObject({ actor: { role: 'administrator' }, event: { type: 'calendar', calendar: { until: '2027-12-31' } } });

    const again = await administrator.send('post', '/api/calendars', year2027);
    expect([again.status, again.body.code]).toEqual([409, 'CALENDAR_VERSION_EXISTS']);
    expect(await city.orm.em.fork().count(CommandRow)).toBe(2);
  });

  test('a corrected version of a year replaces it, and a day decided by the city is stronger', async () => {
    await administrator.send('post', '/api/calendars', { ...year2027, version: 'cn-2027.2', restDays: ['2027-01-01', '2027-02-08'] });
    expect((await currentCalendar(city.orm.em.fork())).restDays).toContain('2027-02-08');
    const day = await administrator.send('post', '/api/calendars/days', { date: '2027-07-15', working: false, reason: '台风停工' });
    expect(day.body.version).toContain('2027-07-15');
    expect((await currentCalendar(city.orm.em.fork())).overlays).toEqual([{ date: '2027-07-15', working: false, reason: '台风停工' }]);
    expect((await administrator.get('/api/calendars')).body.overlays).toMatchObject([{ date: '2027-07-15', decidedBy: 'admin1' }]);
  });
});
