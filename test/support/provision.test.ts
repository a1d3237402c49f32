import { expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { MikroORM } from '@mikro-orm/postgresql';
import { chromium } from './chromium.ts';
import { postgres } from './postgres.ts';
import { temporal } from './temporal.ts';

test('two suites get namespaces of their own on one Temporal server', async () => {
  const [one, other] = [await temporal(), await temporal()];

  expect(one.address).toBe(other.address);
  expect(one.namespace).not.toBe(other.namespace);
  const connection = await Connection.connect({ address: one.address });
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: other.namespace });
  expect(namespaceInfo?.name).toBe(other.namespace);
  await connection.close();
}, 120_000);

test('a suite gets an empty PostgreSQL database', async () => {
  const { url, database } = await postgres();

  const orm = await MikroORM.init({ clientUrl: url, entities: [], discovery: { warnWhenNoEntities: false } });
  const rows = await orm.em.getConnection().execute('select current_database() as name');
  await orm.close();
  expect(rows).toEqual([{ name: database }]);
}, 120_000);

test('a suite gets Chromium', async () => {
  const browser = await chromium();

  const page = await browser.newPage();
  await page.setContent('<title>一件事通</title>');
  const title = await page.title();
  await browser.close();
  expect(title).toBe('一件事通');
}, 120_000);
