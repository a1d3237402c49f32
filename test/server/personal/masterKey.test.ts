import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mask } from '../../../server/personal/mask.ts';
import { openMasterKey } from '../../../server/personal/masterKey.ts';
import { seal, unseal } from '../../../server/personal/seal.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-key-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('the master key is made once, for its owner only, and read again', () => {
  // when
  const [first, second] = [openMasterKey(dataDir), openMasterKey(dataDir)];

  // then
  expect(second).toEqual(first);
  expect(statSync(join(dataDir, 'secrets', 'master.key')).mode & 0o777).toBe(0o600);
  expect(first.wrapping.equals(first.index)).toBe(false);
});

test('a damaged key file is refused by name instead of being replaced', () => {
  writeFileSync(join(dataDir, 'secrets', 'master.key'), 'short');
  expect(() => openMasterKey(dataDir)).toThrow('Expected 64 hex digits in');
});

test('a sealed text opens with its own key and context only', () => {
  const key = Buffer.alloc(32, 1);
  const sealed = seal(key, 'case/field', Buffer.from('值'));
  expect(unseal(key, 'case/field', sealed).toString('utf8')).toBe('值');
  expect(() => unseal(key, 'case/other', sealed)).toThrow();
  expect(() => unseal(Buffer.alloc(32, 2), 'case/field', sealed)).toThrow();
});

test.each([
  ['440402199003070010', '440402**********10'],
  ['13800001234', '138****1234'],
  ['陈小明', '陈**'],
  ['陈', '*'],
  [{ a: 1 }, '*'],
])('%j is shown as %s', (value, shown) => {
  expect(mask(value)).toBe(shown);
});
