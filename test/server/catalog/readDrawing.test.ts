import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../../engine/errors.ts';
import { readDrawing } from '../../../server/catalog/readDrawing.ts';
import { drawing } from './drawings.ts';
import { quickest } from '../../support/quickest.ts';
import { seed } from '../../support/seed.ts';

function refusal(source: string | Uint8Array): { code: string; details: object } | 'read' {
  try {
    readDrawing(source);
    return 'read';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, details: error.details };
  }
}

const utf16 = (text: string): Uint8Array => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const bomb = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>';

describe('A drawing is scanned before any parser sees it', () => {
  test('a valid drawing is read, with its elements and without its positions', () => {
    const { elements } = readDrawing(drawing());
    expect([...elements.keys()]).toEqual(['hello', 'start', 'toTask', 'task', 'toEnd', 'end']);
    expect(Object.fromEntries(elements.get('task')?.fields ?? [])).toEqual({ name: '审核', 'gov:department': 'housing', 'gov:role': 'approver' });
  });

  test.each([
    ['B-01 a document type with an entity bomb', drawing({ head: bomb }), 'BPMN_DOCTYPE_FORBIDDEN'],
    ['B-02 an external entity', drawing({ head: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' }), 'BPMN_DOCTYPE_FORBIDDEN'],
    ['B-03 an external document type', drawing({ head: '<!doctype x SYSTEM "http://127.0.0.1:9/x.dtd">' }), 'BPMN_DOCTYPE_FORBIDDEN'],
    ['B-04 a declared GBK', drawing().replace('UTF-8', 'GBK'), 'BPMN_ENCODING_UNSUPPORTED'],
    ['B-04 UTF-16 bytes', utf16(drawing()), 'BPMN_ENCODING_UNSUPPORTED'],
    ['B-04 bytes that are no UTF-8', Buffer.concat([Buffer.from(drawing()), Buffer.from([0xc4, 0xe3])]), 'BPMN_ENCODING_UNSUPPORTED'],
    ['B-05 nothing', '', 'BPMN_MALFORMED'],
    ['B-05 a truncated file', drawing().slice(0, 700), 'BPMN_MALFORMED'],
    ['B-05 a web page', '<html><body></body></html>', 'BPMN_MALFORMED'],
    ['B-05 JSON', '{"definitions": []}', 'BPMN_MALFORMED'],
    ['B-05 a zip archive', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x08, 0x00]), 'BPMN_MALFORMED'],
    ['B-05 an undefined entity', drawing({ task: 'name2="&nbsp;"' }), 'BPMN_MALFORMED'],
    ['B-07 the same id twice', drawing({ extra: '<bpmn:userTask id="task" />' }), 'BPMN_DUPLICATE_ID'],
    ['B-07 an element and its shape with one id', drawing().replace('id="task_di"', 'id="task"'), 'BPMN_DUPLICATE_ID'],
    ['B-09 more than 2 MB', drawing({ extra: `<!--${'x'.repeat(2 * 1024 * 1024)}-->` }), 'BPMN_TOO_LARGE'],
    ['B-09 more than 2,000 flow nodes', drawing({ extra: Array.from({ length: 2001 }, (_, n) => `<bpmn:task id="t${n}" />`).join('') }), 'BPMN_TOO_LARGE'],
    ['B-09 a value of more than 10 kB', drawing({ task: `gov:limitBasis="${'法'.repeat(10_001)}"` }), 'BPMN_TOO_LARGE'],
    ['B-10 eleven sub-processes inside each other', drawing({ extra: '<bpmn:subProcess>'.repeat(11) + '</bpmn:subProcess>'.repeat(11) }), 'BPMN_TOO_DEEP'],
    ['B-10 a hundred thousand sub-processes inside each other', drawing({ extra: '<bpmn:subProcess>'.repeat(100_000) }), 'BPMN_TOO_DEEP'],
    ['B-11 too many attributes', drawing({ task: Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(' ') }), 'BPMN_TOO_LARGE'],
    ['B-12 a NUL', drawing({ task: 'x="\0"' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-12 a NUL by reference', drawing({ task: 'x="&#0;"' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-12 a lone surrogate', drawing({ task: 'x="\ud800"' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-12 a control character', drawing({ task: 'x="\u0007"' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-12 a right-to-left override', drawing({ task: 'x="a\u202Eb"' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-12 an override by reference', drawing({ task: 'x="a&#x202e;b"' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-12 a space without width', drawing({ task: 'x="a\u200Bb"' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-12 an id with a space', drawing({ extra: '<bpmn:task id="a b" />' }), 'TEXT_FORBIDDEN_CHAR'],
    ['B-13 __proto__ as an id', drawing({ extra: '<bpmn:task id="__proto__" />' }), 'NAME_RESERVED'],
    ['B-13 constructor as an id', drawing({ extra: '<bpmn:task id="constructor" />' }), 'NAME_RESERVED'],
    ['B-13 toString as a variable', drawing({ extra: '<bpmn:task id="t"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=1" target="toString" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:task>' }), 'NAME_RESERVED'],
    ['B-14 a name of more than 200 characters', drawing({ extra: `<bpmn:task id="t" name="${'名'.repeat(201)}" />` }), 'BPMN_TOO_LARGE'],
  ])('%s is refused', (_, source, code) => {
    expect(refusal(source)).toMatchObject({ code });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('B-05 the place is named by line and column', () => {
    expect(refusal(drawing().replace('</bpmn:process>', '</bpmn:proces>'))).toEqual({ code: 'BPMN_MALFORMED', details: { line: 10, column: 3 } });
  });

  test('B-07 both places are named', () => {
    expect(refusal(drawing({ extra: '<bpmn:userTask id="task" />' }))).toEqual({ code: 'BPMN_DUPLICATE_ID', details: { id: 'task', line: 8, firstLine: 6 } });
  });

  test.each([
    ['B-04 a byte order mark', `\uFEFF${drawing()}`],
    ['B-14 rare characters and emoji', drawing({ task: 'gov:limitBasis="𠮷野家 👨‍👩‍👧"' })],
    ['CDATA', drawing({ extra: '<bpmn:task id="t"><bpmn:documentation><![CDATA[<b> & ]]></bpmn:documentation></bpmn:task>' })],
    ["foreign extensions with ids of their own", drawing({ extra: '<bpmn:task id="t"><bpmn:extensionElements><x:field xmlns:x="urn:x" id="task" /></bpmn:extensionElements></bpmn:task>' })],
  ])('%s is read', (_, source) => {
    expect(refusal(source)).toBe('read');
  });

  test('B-05 a file cut at any byte is refused with a place or a known code, never with a crash', () => {
    const bytes = Buffer.from(drawing());
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 3 }), (cut) => {
        const told = refusal(bytes.subarray(0, cut));
        expect(told).toMatchObject({ code: expect.stringMatching(/^BPMN_(MALFORMED|ENCODING_UNSUPPORTED)$/) });
      }),
      { numRuns: 300, seed },
    );
  });

  test.each([
    ['B-01 an entity bomb', () => drawing({ head: bomb }), 50],
    ['B-10 a hundred thousand levels', () => drawing({ extra: '<bpmn:subProcess>'.repeat(100_000) }), 250],
  ])('%s takes too little of the processor to keep the others waiting', async (_hostile, made, milliseconds) => {
    const bytes = made();
    expect(await quickest(milliseconds, () => refusal(bytes))).toBeLessThan(milliseconds);
  });

  test('B-02 what an entity points at is never read', () => {
    const secret = readFileSync('/etc/passwd', 'utf8').slice(0, 20);
    expect(JSON.stringify(refusal(drawing({ head: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', task: 'x="&f;"' })))).not.toContain(secret);
  });
});
