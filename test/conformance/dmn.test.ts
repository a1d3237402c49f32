import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Outcome, runFolder } from '../../scripts/conformance/dmn/runFolder.ts';
import { root } from '../support/sources.ts';

const folder = process.env['YJS_CONFORMANCE'] ? join(process.env['YJS_CONFORMANCE'], 'dmn') : '';
const known = listed(readFileSync(join(root, 'docs/dmn-conformance.md'), 'utf8'));

test('every failure that is known has a reason and a sign to know it by', () => {
  expect(known.size).toBeGreaterThan(0);
  expect([...known.values()].filter((sign) => sign === '')).toEqual([]);
});

// The kit is other people's data: it is read where a variable says it stands, and never copied here.
if (existsSync(folder)) {
  const outcomes = await runFolder(folder);
  const folders = [...new Set(outcomes.map((outcome) => outcome.folder))];

  describe('the DMN compatibility kit', () => {
    test.each(folders)('%s passes but for what is listed', (name) => {
      const failed = outcomes.filter((outcome) => outcome.folder === name && !outcome.passed);
      expect(failed.filter(({ id }) => !known.has(id)).map(shown)).toEqual([]);
    });

    test('passes level 2 whole', () => {
      const level = outcomes.filter((outcome) => outcome.level === 'compliance-level-2');
      expect([level.length > 0, level.filter(({ passed }) => !passed).map(shown)]).toEqual([true, []]);
    });

    test.each(outcomes.filter(({ id }) => known.has(id)).map((outcome): [string, Outcome] => [outcome.id, outcome]))('%s still fails for the reason that is listed', (id, { passed, reason }) => {
      expect([passed, reason]).toEqual([false, expect.stringContaining(known.get(id)!)]);
    });
  });
}

const shown = ({ id, reason }: Outcome): string => `${id}: ${reason ?? ''}`;

/** Ids of the list with the words their report must say. */
function listed(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let sign = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) sign = '';
    sign = /Shows as: `([^`]+)`/.exec(line)?.[1] ?? sign;
    const id = /^- `([^`]+)`$/.exec(line)?.[1];
    if (id) found.set(id, sign);
  }
  return found;
}
