import { expect, test } from '@jest/globals';
import { cellText } from '../../../designer/decisions/cellText.ts';

test.each([
  ['是', 'boolean', 'true'],
  ['否', 'boolean', 'false'],
  ['false', 'boolean', 'false'],
  ['是', 'string', '"是"'],
  ['高风险', 'string', '"高风险"'],
  ['"高风险"', 'string', '"高风险"'],
  ['"高","中"', 'string', '"高","中"'],
  ['not("高")', 'string', 'not("高")'],
  ['等级', 'string', '等级'],
  ['area', 'string', 'area'],
  ['高', '', '高'],
  ['>= 300', 'number', '>= 300'],
  ['', 'string', ''],
])('given %j typed in a column of kind %j, then %j stands there', (typed, type, stands) => {
  expect(cellText(typed, type, ['等级'], { yes: '是', no: '否' })).toBe(stands);
});
