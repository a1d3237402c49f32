import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Canonical JSON after RFC 8785 for the values we use: keys in order of their UTF-16 units, no white space, numbers and
 * strings as ECMAScript prints them. `undefined` members are left out, as JSON does.
 * @throws TypeError for NaN, infinities, functions and lone surrogates: they have no canonical form.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`Expected a finite number, but got ${value}`);
    return String(Object.is(value, -0) ? 0 : value);
  }
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i += 1) text += `${i === 0 ? '' : ','}${canonical(value[i] === undefined ? null : value[i])}`;
    return `${text}]`;
  }
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    let text = '{';
    for (const key of Object.keys(record).sort()) {
      const item = record[key];
      if (item !== undefined) text += `${text === '{' ? '' : ','}${quote(key)}:${canonical(item)}`;
    }
    return `${text}}`;
  }
  throw new TypeError(`Expected JSON, but got ${typeof value}`);
}

/** SHA-256 of the canonical form, in lower-case hex. */
export const hash = (value: unknown): string => hashText(canonical(value));

/** SHA-256 of UTF-8 text, in lower-case hex. */
export function hashText(text: string): string {
  if (text.length * MOST_BYTES > room.length) return bytesToHex(sha256(utf8ToBytes(text)));
  const { written } = encoder.encodeInto(text, room);
  blank._cloneInto(busy).update(room.subarray(0, written)).digestInto(digest);
  return bytesToHex(digest);
}

/** Bytes that one UTF-16 unit takes in UTF-8, at most. */
const MOST_BYTES = 3;

// A link of every chain is a short text: its bytes and its hash are written into the same places each time.
const encoder = new TextEncoder();
const room = new Uint8Array(48 * 1024);
const digest = new Uint8Array(32);
const blank = sha256.create();
const busy = sha256.create();

/** Text that stands between quotation marks as it is: most of ours. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function quote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('Expected well-formed text, but found a lone surrogate');
  return JSON.stringify(text);
}
