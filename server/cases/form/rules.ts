/** What can be wrong with an answer; the sentence for people stands in the message files under the same name. */
export type Fault =
  | 'required'
  | 'unknown'
  | 'choice'
  | 'number'
  | 'date'
  | 'text'
  | 'usccLength'
  | 'usccLetters'
  | 'usccCheck'
  | 'idLength'
  | 'idDate'
  | 'idCheck'
  | 'phone';

/** Checks by the name a form gives them. */
export const rules: Readonly<Record<string, (text: string) => Fault | null>> = { uscc, idNumber, phone };

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码 by GB 32100-2015: 18 characters without I, O, S, V and Z, the last one a check character modulo 31. */
export function uscc(text: string): Fault | null {
  if (text.length !== 18) return 'usccLength';
  const values = [...text].map((character) => usccAlphabet.indexOf(character));
  if (values.includes(-1)) return 'usccLetters';
  const sum = usccWeights.reduce((total, weight, place) => total + weight * (values[place] as number), 0);
  return (31 - (sum % 31)) % 31 === values[17] ? null : 'usccCheck';
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 公民身份号码 by GB 11643-1999: 17 digits with a day of birth that exists, and a check character modulo 11. */
export function idNumber(text: string): Fault | null {
  if (!/^\d{17}[\dX]$/.test(text)) return 'idLength';
  if (!isDate(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`)) return 'idDate';
  const sum = idWeights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return '10X98765432'[sum % 11] === text[17] ? null : 'idCheck';
}

/** A mainland mobile number, or a fixed line with its area code. */
export function phone(text: string): Fault | null {
  return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text) ? null : 'phone';
}

/** Whether the text is a day of the calendar, as `2026-09-18`. */
export function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
