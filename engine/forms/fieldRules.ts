import { dateParts } from '../clock/civil.ts';

/** What can be wrong with an answer; the sentence for people stands in the message files under the same name. */
export type FieldFault =
  | 'required'
  | 'readOnly'
  | 'unknown'
  | 'choice'
  | 'number'
  | 'money'
  | 'date'
  | 'slot'
  | 'text'
  | 'usccLength'
  | 'usccLetters'
  | 'usccCheck'
  | 'idLength'
  | 'idDate'
  | 'idCheck'
  | 'phone';

/** Checks by the name a form's field gives them (`rule`). The page and the server run the same. */
export const fieldRules: Readonly<Record<string, (text: string) => FieldFault | null>> = { uscc, idNumber, phone };

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码, GB 32100-2015: 18 characters without I, O, S, V and Z, the last one a check character (mod 31). */
export function uscc(text: string): FieldFault | null {
  const code = text.trim().toUpperCase();
  if (code.length !== 18) return 'usccLength';
  const values = [...code].map((letter) => USCC_ALPHABET.indexOf(letter));
  if (values.includes(-1)) return 'usccLetters';
  const sum = USCC_WEIGHTS.reduce((total, weight, place) => total + weight * values[place]!, 0);
  return (31 - (sum % 31)) % 31 === values[17] ? null : 'usccCheck';
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 公民身份号码, GB 11643-1999: 17 digits with a day of birth that exists, and a check character (mod 11). */
export function idNumber(text: string): FieldFault | null {
  const code = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(code)) return 'idLength';
  if (!isDate(`${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`)) return 'idDate';
  const sum = ID_WEIGHTS.reduce((total, weight, place) => total + weight * Number(code[place]), 0);
  return '10X98765432'[sum % 11] === code[17] ? null : 'idCheck';
}

/** A mainland mobile number, or a fixed line with its area code. */
export function phone(text: string): FieldFault | null {
  return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text.trim()) ? null : 'phone';
}

/** Whether the text is a day of the calendar, as `2026-09-18`. */
export function isDate(text: string): boolean {
  try {
    dateParts(text);
    return true;
  } catch {
    return false;
  }
}
