import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lastWords } from '../../../scripts/supervise/lastWords.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('words');

test.each([
  ['a structured line of an error', '{"level":"info","msg":"starts"}\n{"level":"error","msg":"no database","err":{"message":"refused"}}\n{"level":"info","msg":"ends"}\n', 'no database: refused'],
  ['a plain line', 'api: cannot open the file\n', 'api: cannot open the file'],
  ['a stack, by its message', 'TypeError: x is not a function\n    at main (api.ts:1:1)\n    at async api.ts:2:2\n', 'TypeError: x is not a function'],
  ['nothing', '', ''],
])('of a part are %s', (_name, log, words) => {
  const file = join(folder, 'part.log');
  writeFileSync(file, log);

  expect(lastWords(file)).toBe(words);
});

test('of a part without a log are none', () => {
  expect(lastWords(join(folder, 'none.log'))).toBe('');
});
