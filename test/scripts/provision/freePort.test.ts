import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort, portIsFree } from '../../../scripts/provision/freePort.ts';

test('given many who ask at once, when each has its port, then no two have the same and none is one the system hands out', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  expect(new Set(ports).size).toBe(50);
  expect(ports.filter((port) => port >= 32_768 || port < 12_000)).toEqual([]);
});

test('given a port somebody listens on, when it is asked for, then it is not free until that ends', async () => {
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((resolve) => { holder.listen(port, '127.0.0.1', resolve); });
  expect(await portIsFree(port, '127.0.0.1')).toBe(false);
  await new Promise<void>((resolve) => { holder.close(() => resolve()); });
  expect(await portIsFree(port, '127.0.0.1')).toBe(true);
});
