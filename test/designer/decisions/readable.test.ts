import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readable } from '../../../designer/decisions/readable.ts';
import { newDecisionFile } from '../../../engine/decisions/tableModel.ts';
import { root } from '../../support/sources.ts';

const shipped = (path: string): string => readFileSync(join(root, 'definitions', path), 'utf8');

describe('a file that is to be imported as decisions', () => {
  test.each([
    ['a shipped DMN file', () => shipped('decisions/food-premises-risk.dmn'), 'food-premises-risk'],
    ['a new table', () => newDecisionFile('decision1', '新', 'table'), 'decision1'],
  ])('given %s, then its decisions are read', async (_name, xml, id) => {
    expect((await readable(xml()))?.map((each) => each.id)).toEqual([id]);
  });

  test.each([
    ['no XML at all', () => 'PK\u0003\u0004 a table of an office program'],
    ['nothing', () => ''],
    ['a drawing', () => shipped('matters/open-a-restaurant/flow.bpmn')],
    ['DMN without a decision', () => '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n"/>'],
  ])('given %s, then it is refused', async (_name, xml) => {
    expect(await readable(xml())).toBeNull();
  });
});
