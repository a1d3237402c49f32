import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobRequest } from '../../../activities/ports.ts';
import { createConnectors } from '../../../server/departments/connectors.ts';
import { DepartmentRecord } from '../../../server/departments/DepartmentRecord.ts';
import { DepartmentSystem } from '../../../server/departments/DepartmentSystem.ts';
import { createDepartmentPort } from '../../../server/departments/port.ts';
import { seedSystems } from '../../../server/departments/seedSystems.ts';
import { createWorkers } from '../../../server/departments/workers.ts';
import { InboxRow } from '../../../server/inbox/InboxRow.ts';
import { aRequest } from '../../activities/connectors/support.ts';
import { startStandins, type RunningStandins } from '../../standins/startStandins.ts';
import { writeCase } from '../readModel/story.ts';
import type { TestApp } from '../support/openTestApp.ts';
import { master, openDepartments } from './openDepartments.ts';

/** The platform's side and a real stand-in process, joined by nothing but HTTP. */
describe('departments and their stand-ins', () => {
  let app: TestApp;
  let standins: RunningStandins;
  let publicUrl: string;
  let close: () => void;

  beforeAll(async () => {
    [app, standins] = await Promise.all([openDepartments(), startStandins()]);
    const server = app.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () => server.close();
    await seedSystems(app.orm, { dataDir: standins.folder, standinsPort: standins.port }, master, '2026-09-18T01:00:00.000Z');
    await writeCase(app.orm, 'YJS-1');
  }, 60_000);
  afterAll(async () => {
    close();
    await standins.stop();
    await app.close();
  });
  beforeEach(async () => void (await fetch(`${standins.base}/control`, { method: 'DELETE' })));

  const port = () => createDepartmentPort(app.orm, { publicUrl }, master);

  async function ask(department: string, sequence: number, callback: boolean) {
    const system = await port().system(department);
    const request = aRequest(system!, { idempotencyKey: `YJS-1~task~${sequence}` });
    const reference = `YJS-1.${sequence}.1`;
    const record = { ...request.record, caseNumber: 'YJS-1', department, sequence, callback: callback ? { url: port().callbackUrl(department), reference } : null };
    return createConnectors(app.orm).http!.call({ ...request, record, now: () => new Date().toISOString() }, new AbortController().signal);
  }

  async function inbox(reference: string, wanted: number): Promise<InboxRow[]> {
    for (let waited = 0; ; waited += 25) {
      const rows = await app.orm.em.fork().find(InboxRow, { reference });
      const came = rows.reduce((sum, { repeats }) => sum + 1 + repeats, 0);
      if (came >= wanted || waited > 15_000) return rows;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  test('every department is registered, with the stand-ins as its system, and so are the workers', async () => {
    const systems = await app.orm.em.fork().find(DepartmentSystem, {}, { orderBy: { department: 'asc' } });

    expect(systems.map(({ department }) => department)).toEqual(['gasCompany', 'waterAffairs', 'workers']);
  });

  test('what an administrator registered is left alone by the next start; another port is followed', async () => {
    const em = app.orm.em.fork();
    const gas = await em.findOneOrFail(DepartmentSystem, { department: 'gasCompany' });
    Object.assign(gas, { registeredBy: 'admin1', baseUrl: 'http://127.0.0.1:1/d/gasCompany' });
    await em.flush();

    await seedSystems(app.orm, { dataDir: standins.folder, standinsPort: 7999 }, master, '2026-09-19T01:00:00.000Z');

    expect(await port().system('gasCompany')).toMatchObject({ baseUrl: 'http://127.0.0.1:1/d/gasCompany' });
    expect(await port().system('waterAffairs')).toMatchObject({ baseUrl: 'http://127.0.0.1:7999/d/waterAffairs', allowedHosts: ['127.0.0.1:7999'] });
    Object.assign(gas, { registeredBy: 'demonstration' });
    await em.flush();
    await seedSystems(app.orm, { dataDir: standins.folder, standinsPort: standins.port }, master, '2026-09-20T01:00:00.000Z');
  });

  test('asked and answered at once: one line in their ledger, two in ours', async () => {
    await standins.control('/waterAffairs', { mode: 'ok', data: { plan: 'P-1' } });

    expect(await ask('waterAffairs', 3, false)).toMatchObject({ kind: 'done', variables: { plan: 'P-1' } });
    expect((await standins.ledger('?caseNumber=YJS-1')).filter(({ key }) => key === 'YJS-1~task~3')).toHaveLength(1);
    expect(await app.orm.em.fork().count(DepartmentRecord, { key: 'YJS-1~task~3' })).toBe(2);
  });

  test('silent until told; told to answer twice, the inbox has both and neither is lost', async () => {
    await standins.control('/gasCompany', { mode: 'silent' });
    expect(await ask('gasCompany', 4, true)).toMatchObject({ kind: 'accepted' });

    await standins.control('/gasCompany/answer', { times: 2 }, 'POST');

    expect(await inbox('YJS-1.4.1', 2)).toHaveLength(2);
    expect(standins.ledgerFile().filter(({ key }) => key === 'YJS-1~task~4')).toHaveLength(1);
  });

  test('a duplicating department: the repeated message counts as a repeat, the second message as its own', async () => {
    await standins.control('/gasCompany', { mode: 'duplicate' });
    await ask('gasCompany', 5, true);

    const rows = await inbox('YJS-1.5.1', 3);

    expect(rows.map(({ repeats }) => repeats).sort()).toEqual([0, 1]);
  });

  test('a job of no department goes to the worker system, whatever its type', async () => {
    await standins.control('/workers/charge-card', { refuse: 'CARD_DECLINED' });
    const workers = createWorkers(port());
    const job = (type: string, instance: number): JobRequest => ({
      caseNumber: 'YJS-1', at: '2026-09-18T01:00:00.000Z', rehearsal: true,
      command: { type: 'job', id: `t~${instance}`, key: `YJS-1~t~${instance}`, instance, attempt: 1, element: 't', job: { type, mode: 'sync', variables: { amount: 1 } } } as unknown as JobRequest['command'],
    });

    expect(await workers['charge-card']!(job('charge-card', 8))).toMatchObject({ kind: 'error', code: 'CARD_DECLINED' });
    expect(await workers['print-label']!(job('print-label', 9))).toMatchObject({ kind: 'done' });

    await standins.control('/workers/print-label', { mode: 'silent' });
    expect(await workers['print-label']!(job('print-label', 10))).toMatchObject({ kind: 'accepted' });
    await standins.control('/workers/answer', { data: { label: 'L-1' } }, 'POST');
    const [row] = await inbox('YJS-1.10.1', 1);
    expect(JSON.parse(row!.body)).toMatchObject({ outcome: { kind: 'done', variables: { label: 'L-1' } } });
  });
});
