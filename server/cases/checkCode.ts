import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MasterKey } from '../personal/masterKey.ts';

/** No letter or digit that is read as another one. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 8;

/** The applicant's code for a case: derived, so that it is stored nowhere and comes out the same on every print. */
export function checkCodeOf(master: MasterKey, caseNumber: string): string {
  const bytes = createHmac('sha256', master.checkCode).update(caseNumber).digest();
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let code = '';
  while (code.length < length) {
    code += alphabet[Number(number % BigInt(alphabet.length))];
    number /= BigInt(alphabet.length);
  }
  return code;
}

/** Compares in constant time; small letters and spaces are forgiven. */
export function isCheckCode(master: MasterKey, caseNumber: string, given: string): boolean {
  const wanted = Buffer.from(checkCodeOf(master, caseNumber));
  const got = Buffer.from(given.replace(/\s+/gu, '').toUpperCase().padEnd(length).slice(0, 64));
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}
