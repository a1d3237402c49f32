import type { Value } from './value.ts';

/** Bytes that a value takes as JSON in UTF-8, as `JSON.stringify` would write it; an escaped character counts as six. */
export function sizeOf(value: Value): number {
  if (typeof value === 'string') return 2 + bytesOf(value);
  if (value === null || typeof value === 'boolean') return value === false ? 5 : 4;
  if (typeof value === 'number') return String(value).length;
  return measured.get(value) ?? measure(value);
}

function measure(value: Exclude<Value, string | number | boolean | null>): number {
  let size = 2;
  if (Array.isArray(value)) for (const item of value as readonly Value[]) size += 1 + entrySize(item);
  else for (const name of Object.keys(value)) size += 4 + bytesOf(name) + sizeOf((value as { readonly [name: string]: Value })[name]!);
  if (size >= WORTH_KEEPING) measured.set(value, size);
  return size;
}

/** A list that grows has the entries of the list before. */
function entrySize(item: Value): number {
  const size = sizeOf(item);
  if (typeof item === 'object' && item !== null && size < WORTH_KEEPING) measured.set(item, size);
  return size;
}

/** What is smaller is measured again sooner than its size is found. Bytes. */
const WORTH_KEEPING = 512;

/** Values are never changed in place, so a size holds for as long as the value lives. */
const measured = new WeakMap<object, number>();

/** Text of one byte a character, none of them escaped. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function bytesOf(text: string): number {
  if (plain.test(text)) return text.length;
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c) bytes += unit === 0x22 || unit === 0x5c ? 1 : 5;
    else if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
