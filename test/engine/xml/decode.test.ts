import { describe, expect, test } from '@jest/globals';
import { decodeDrawing, EncodingError } from '../../../engine/xml/decode.ts';

const head = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a name="`;

describe('the text of a drawing', () => {
  test.each([
    ['UTF-8 that says so', Buffer.from(`${head('UTF-8')}规划"/>`), '规划'],
    ['UTF-8 that says nothing', Buffer.from('<a name="规划"/>'), '规划'],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${head('utf-8')}规划"/>`), '规划'],
    ['ISO-8859-1 (B-04)', Buffer.from(`${head('ISO-8859-1')}Prüfung"/>`, 'latin1'), 'Prüfung'],
    ['Windows-1252', Buffer.from(`${head('WINDOWS-1252')}Prüfung"/>`, 'latin1'), 'Prüfung'],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${head('UTF-16')}规划"/>`, 'utf16le'), '规划'],
    ['UTF-16 without one', Buffer.from(`${head('UTF-16')}规划"/>`, 'utf16le'), '规划'],
  ])('is read from %s', (_what, bytes, name) => {
    expect(/name="([^"]*)"/.exec(decodeDrawing(bytes))?.[1]).toBe(name);
  });

  test.each([
    ['GBK (B-04)', Buffer.from(`${head('GBK')}x"/>`)],
    ['an encoding nobody knows', Buffer.from(`${head('klingon')}x"/>`)],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0xfe, 0xc4])],
  ])('is refused from %s', (_what, bytes) => {
    expect(() => decodeDrawing(bytes)).toThrow(EncodingError);
  });
});
