/** Codes of what can be wrong with one field; their sentences stand in the message files under `portal.field`. */
export type FieldFault =
  | 'required'
  | 'usccLength'
  | 'usccLetters'
  | 'usccCheck'
  | 'idLength'
  | 'idDate'
  | 'idCheck'
  | 'phone'
  | 'number'
  | 'date'
  | 'choice'
  | 'text'
  | 'unknown';

/** Checks by name, as `rule` of a field in form.json names them. */
export const rules: Readonly<Record<string, (text: string) => FieldFault | null>> = { uscc, idNumber, phone };

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码, GB 32100-2015: 18 characters without I, O, S, V, Z, the last one a check character (mod 31). */
export function uscc(text: string): FieldFault | null {
  const code = text.trim().toUpperCase();
  if (code.length !== 18) return 'usccLength';
  const values = [...code].map((letter) => USCC_ALPHABET.indexOf(letter));
  if (values.includes(-1)) return 'usccLetters';
  const sum = USCC_WEIGHTS.reduce((total, weight, place) => total + weight * (values[place] ?? 0), 0);
  return (31 - (sum % 31)) % 31 === values[17] ? null : 'usccCheck';
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 公民身份号码, GB 11643-1999: 17 digits with a real birth date, and a check character. */
export function idNumber(text: string): FieldFault | null {
  const code = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(code)) return 'idLength';
  const [year, month, day] = [Number(code.slice(6, 10)), Number(code.slice(10, 12)), Number(code.slice(12, 14))];
  const born = new Date(Date.UTC(year, month - 1, day));
  if (born.getUTCFullYear() !== year || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return 'idDate';
  const sum = ID_WEIGHTS.reduce((total, weight, place) => total + weight * Number(code[place]), 0);
  return '10X98765432'[sum % 11] === code[17] ? null : 'idCheck';
}

/** A mainland mobile number, or a landline with area code. */
export function phone(text: string): FieldFault | null {
  return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text.trim()) ? null : 'phone';
}
