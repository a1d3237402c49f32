import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentBundle, keptBundle, keptBundleIds } from '../../server/bundles.ts';
import type { Bundle } from '../../server/bundles.ts';

describe('kept workflow code', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-bundles-'));
  let bundle: Bundle;

  beforeAll(async () => {
    bundle = await currentBundle(dataDir);
  }, 60_000);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test('is named by its hash and built once for the same sources', async () => {
    const built = statSync(bundle.path).mtimeMs;
    expect(await currentBundle(dataDir)).toEqual(bundle);
    expect(statSync(bundle.path).mtimeMs).toBe(built);
    expect(await keptBundleIds(dataDir)).toEqual([bundle.id]);
  }, 60_000);

  test('is the same code, and so the same name, wherever it is built', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'yijianshi-bundles-'));
    expect((await currentBundle(elsewhere)).id).toBe(bundle.id);
    rmSync(elsewhere, { recursive: true, force: true });
  }, 60_000);

  test('holds no parser of drawings, no server code and no entity', () => {
    const code = readFileSync(bundle.path, 'utf8');
    const own = code.slice(0, code.lastIndexOf('//# sourceMappingURL='));
    expect(['node_modules/bpmn-moddle', 'node_modules/@mikro-orm', 'node_modules/zod', 'node_modules/express'].filter((name) => own.includes(name))).toEqual([]);
    expect(own.length).toBeLessThan(3_000_000);
  });

  test('is found by its id, and by no other text', async () => {
    expect(await keptBundle(dataDir, bundle.id)).toEqual(bundle);
    expect(await keptBundle(dataDir, 'f'.repeat(64))).toBeNull();
    expect(await keptBundle(dataDir, '../secrets/master.key')).toBeNull();
  });

  test('is refused when somebody changed the file', async () => {
    const code = readFileSync(bundle.path, 'utf8');
    writeFileSync(bundle.path, `globalThis.forged = true;${code}`);
    await expect(keptBundle(dataDir, bundle.id)).rejects.toThrow(/the file was changed/);
    writeFileSync(bundle.path, code);
    appendFileSync(join(dataDir, 'bundles', 'notes.txt'), 'not a bundle');
    expect(await keptBundleIds(dataDir)).toEqual([bundle.id]);
  });
});
