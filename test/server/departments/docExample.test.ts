import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, expect, test } from '@jest/globals';
import { registerSystem } from '../../../server/departments/registerSystem.ts';
import { Department } from '../../../server/identity/Department.ts';
import { InboxRow } from '../../../server/inbox/InboxRow.ts';
import { inTransaction } from '../../../server/orm.ts';
import { master, openDepartments, secretOf } from './openDepartments.ts';

let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

test('the curl example of docs/department-contract.md is taken as it stands', async () => {
  const app = await openDepartments();
  const em = app.orm.em.fork();
  em.create(Department, { id: 'waterCompany', nameZh: '供水企业', nameEn: 'Water supply company', sample: true, position: 3 });
  await em.flush();
  const system = { department: 'waterCompany', protocol: 'http', baseUrl: 'http://127.0.0.1:1', allowedHosts: ['127.0.0.1:1'], secret: secretOf('d'), maximumInFlight: 1, enabled: true };
  await inTransaction(app.orm, (tx) => registerSystem(tx, master, system, { user: 'admin1', now: '2026-09-18T01:00:00.000Z' }));
  const server = app.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = async () => {
    server.close();
    server.closeAllConnections();
    await app.close();
  };
  const page = readFileSync(new URL('../../../docs/department-contract.md', import.meta.url), 'utf8');
  const script = /## 3\. With curl[\s\S]*?```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    env: { PATH: process.env.PATH, SECRET: secretOf('d').slice('whsec_'.length), YJS: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
  });

  expect(stdout).toMatch(/^HTTP\/1\.1 202 /);
  expect(stdout).toContain('{"status":"stored"}');
  expect(await app.orm.em.fork().findOneOrFail(InboxRow, { department: 'waterCompany' })).toMatchObject({ reference: 'ZH-2026-000123.7.1' });
});
