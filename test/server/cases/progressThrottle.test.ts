import { expect, test } from '@jest/globals';
import { countProgressAttempt, forgetOldProgressAttempts } from '../../../server/cases/progressThrottle.ts';
import { ProgressAttempts } from '../../../server/cases/ProgressAttempts.ts';
import { migrate, openOrm } from '../../../server/orm.ts';

test('what was counted against an address is forgotten when its window is over, whatever numbers were guessed', async () => {
  const orm = await openOrm({ databaseUrl: null, dataDir: ':memory:' });
  await migrate(orm);
  for (const guess of ['A', 'B', 'C']) await countProgressAttempt(orm, guess, '203.0.113.7', '2026-09-18T01:00:00.000Z');
  await countProgressAttempt(orm, 'D', '203.0.113.8', '2026-09-18T01:09:00.000Z');

  expect(await forgetOldProgressAttempts(orm, '2026-09-18T01:10:00.000Z')).toBe(4);
  expect(await orm.em.fork().count(ProgressAttempts)).toBe(2);
  await orm.close(true);
});
