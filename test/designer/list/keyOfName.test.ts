import { expect, test } from '@jest/globals';
import { keyOfName } from '../../../designer/list/keyOfName.ts';
import { isKey } from '../../../designer/list/readHead.ts';

test.each([
  ['竣工联合验收', 'jun-gong-lian-he-yan-shou'],
  ['开办餐饮店', 'kai-ban-can-yin-dian'],
  ['绿地占用（2026 年）', 'lv-di-zhan-yong-2026-nian'],
  ['Occupy a Road', 'occupy-a-road'],
  ['12345', 'new-matter'],
  ['', ''],
])('the key proposed for %j is %j', (name, key) => {
  expect(keyOfName(name)).toBe(key);
});

test('given a long name, then its key can still be one', () => {
  expect(isKey(keyOfName('新建改建扩建房屋建筑和市政基础设施工程竣工联合验收及备案一件事'))).toBe(true);
});
