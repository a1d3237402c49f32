import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openMasterKey } from '../../../server/personal/masterKey.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('master-key');

test('a first start makes one key for its owner alone, later ones read it, and no draft is left', () => {
  // when
  const [first, again] = [openMasterKey(folder), openMasterKey(folder)];

  // then
  expect(again).toEqual(first);
  expect(readdirSync(join(folder, 'secrets'))).toEqual(['master.key']);
  expect(statSync(join(folder, 'secrets/master.key')).mode & 0o077).toBe(0);
});
