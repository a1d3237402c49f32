import { expect, test } from '@jest/globals';
import { checkCharacter, isCaseNumber, nextCaseNumber } from '../../../server/cases/caseNumber.ts';
import { checkCodeOf, isCheckCode } from '../../../server/cases/checkCode.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { onBothDatabases } from '../readModel/onBothDatabases.ts';

const master = deriveMasterKey(Buffer.alloc(32, 7));

onBothDatabases((orm) => {
  test('a thousand numbers asked for at once are all different (C-11)', async () => {
    // when
    const numbers = await Promise.all(Array.from({ length: 1000 }, () => nextCaseNumber(orm(), '440400', '2026-09-18')));

    // then
    expect(new Set(numbers).size).toBe(1000);
    expect(numbers.every(isCaseNumber)).toBe(true);
    expect(numbers.toSorted()[0]).toMatch(/^YJS44040020260918000001[0-9A-Z]$/);
  }, 30_000);

  test('another day and another region have series of their own', async () => {
    expect(await nextCaseNumber(orm(), '440402', '2026-09-18')).toMatch(/^YJS44040220260918000001/);
    expect(await nextCaseNumber(orm(), '440402', '2026-09-19')).toMatch(/^YJS44040220260919000001/);
  });
});

test('the check character is that of ISO 7064 MOD 37,36', () => {
  expect(checkCharacter('A12425GABC1234002')).toBe('M');
});

test('a number with one wrong character, or two swapped neighbours, is told from a right one', () => {
  const body = 'YJS44040020260918000012';
  const right = body + checkCharacter(body);
  expect(isCaseNumber(right)).toBe(true);
  for (let at = 9; at < right.length - 1; at += 1) {
    const wrong = right.slice(0, at) + ((Number(right[at]) + 1) % 10) + right.slice(at + 1);
    expect(isCaseNumber(wrong)).toBe(false);
    const swapped = right.slice(0, at - 1) + right[at] + right[at - 1] + right.slice(at + 1);
    if (swapped !== right) expect(isCaseNumber(swapped)).toBe(false);
  }
});

test('the check code belongs to one case and one key, and forgives small letters and spaces', () => {
  const code = checkCodeOf(master, 'YJS1');
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  expect(isCheckCode(master, 'YJS1', ` ${code.toLowerCase().slice(0, 4)} ${code.toLowerCase().slice(4)}`)).toBe(true);
  expect(isCheckCode(master, 'YJS2', code)).toBe(false);
  expect(isCheckCode(master, 'YJS1', '')).toBe(false);
  expect(checkCodeOf(deriveMasterKey(Buffer.alloc(32, 8)), 'YJS1')).not.toBe(code);
});
