import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pagesAreBuilt, sourcesHash } from '../../../scripts/supervise/pages.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const root = temporaryFolder('pages');

test('pages are built again when a source of theirs was changed, renamed or removed, and only then', () => {
  mkdirSync(join(root, 'ui'));
  writeFileSync(join(root, 'vite.config.ts'), 'export default {};');
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'ui', 'App.vue'), '<template/>');
  expect(pagesAreBuilt(root)).toBe(false);
  writeFileSync(join(root, 'dist', '.sources'), sourcesHash(root));

  expect(pagesAreBuilt(root)).toBe(true);
  writeFileSync(join(root, 'README.md'), 'not a source of the pages');
  expect(pagesAreBuilt(root)).toBe(true);
  writeFileSync(join(root, 'ui', 'App.vue'), '<template></template>');
  expect(pagesAreBuilt(root)).toBe(false);
});

test('pages that were packed without their sources are as they were packed', () => {
  const packed = join(root, 'packed');
  mkdirSync(join(packed, 'dist'), { recursive: true });
  expect(pagesAreBuilt(packed)).toBe(false);

  writeFileSync(join(packed, 'dist', 'index.html'), '<!doctype html>');

  expect(pagesAreBuilt(packed)).toBe(true);
});
