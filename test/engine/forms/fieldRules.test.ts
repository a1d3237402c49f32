import { describe, expect, test } from '@jest/globals';
import { idNumber, phone, uscc } from '../../../engine/forms/fieldRules.ts';

describe('SC-35 field rules of the one form', () => {
  test.each([
    ['914403001922038216', null],
    ['9144030071526726XG', null],
    ['91440402MA5ABCDE1K', null],
    ['91440402ma5abcde1k', null],
    ['91440402MA5ABCDE1L', 'usccCheck'],
    ['91440402MA4TEST00X', 'usccLetters'],
    ['9144040', 'usccLength'],
  ])('credit code %s gives %s', (code, fault) => {
    expect(uscc(code)).toBe(fault);
  });

  test.each([
    ['11010519491231002X', null],
    ['440402199003070010', null],
    ['440403202402290038', null],
    ['440402199003072110', 'idCheck'],
    ['440402199002300019', 'idDate'],
    ['44040219900307', 'idLength'],
  ])('identity number %s gives %s', (number, fault) => {
    expect(idNumber(number)).toBe(fault);
  });

  test.each([
    ['13800138000', null],
    ['0756-2120000', null],
    ['12345', 'phone'],
  ])('phone %s gives %s', (number, fault) => {
    expect(phone(number)).toBe(fault);
  });
});
