import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allFields, type PanelField } from '../../designer/panel/fields.ts';
import { groupOrder } from '../../designer/panel/groups.ts';
import { filesEndingIn, root } from '../support/sources.ts';

type Messages = { [name: string]: string | Messages };
const read = (language: string, file: string): Messages => JSON.parse(readFileSync(join(root, 'ui/messages', language, `${file}.json`), 'utf8')) as Messages;
const at = (messages: Messages, key: string): unknown => key.split('.').reduce<unknown>((inner, step) => (inner as Messages | undefined)?.[step], messages);
const keys = (messages: Messages, path = ''): string[] => Object.entries(messages).flatMap(([name, value]) => (typeof value === 'string' ? [`${path}${name}`] : keys(value, `${path}${name}.`)));
const holes = (text: unknown): string[] => [...new Set([...String(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
const files = readdirSync(join(root, 'ui/messages/zh-CN')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
const read1 = (file: string): string => readFileSync(join(root, file), 'utf8');

describe.each(['zh-CN', 'en'])('messages of the designer in %s', (language) => {
  const designer = read(language, 'designer');

  test.each(allFields().map((field): [string, PanelField] => [field.name, field]))('the field %s has a label and words for its options', (name, field) => {
    const missing = [`field.${name}`, `group.${field.group}`, ...(field.options ?? []).map((option) => `option.${name}.${option}`)].filter((key) => typeof at(designer, key) !== 'string');

    expect(missing).toEqual([]);
  });

  test('every problem that a drawing can have has its text', () => {
    const sources = filesEndingIn(['.ts']).filter((file) => file.startsWith('engine/') || file.startsWith('server/catalog/'));
    const calls = /(?:problem|warning|raise|flaw)\(\s*(?:profile,\s*|program\.profile,\s*)?[^'\n]*?'([A-Z][A-Z0-9_]+)'|code: '(EXPR_[A-Z_]+)'|, '([A-Z]+_UNKNOWN)'\)/g;
    const codes = sources.flatMap((file) => [...read1(file).matchAll(calls)].map((match) => match[1] ?? match[2] ?? match[3]!));

    expect(codes).toEqual(expect.arrayContaining(['LIMIT_MISSING', 'FLOW_LOOP_WITHOUT_WAIT', 'EXPR_SYNTAX', 'STEP_LIMIT_OVER_ITEM']));
    expect([...new Set(codes)].filter((code) => typeof read(language, 'problems')[code] !== 'string')).toEqual([]);
  });

  test('every text a page of the designer or the shell asks for exists', () => {
    const all: Messages = Object.fromEntries(files.map((file) => [file, read(language, file)]));
    const pages = filesEndingIn(['.ts', '.vue']).filter((file) => /^(designer|ui)\//.test(file));
    const asked = pages.flatMap((file) => [...read1(file).matchAll(new RegExp(`['\`]((?:${files.join('|')})\\.[a-zA-Z]+(?:\\.[a-zA-Z_0-9]+)+)['\`]`, 'g'))].map((match) => match[1]!));

    expect(asked.length).toBeGreaterThan(80);
    expect([...new Set(asked)].filter((key) => typeof at(all, key) !== 'string')).toEqual([]);
  });
});

test.each(files)('%s says the same in both languages, with the same places to fill', (file) => {
  const [chinese, english] = [read('zh-CN', file), read('en', file)];

  expect(keys(english)).toEqual(keys(chinese));
  expect(keys(chinese).filter((key) => holes(at(chinese, key)).join() !== holes(at(english, key)).join())).toEqual([]);
});

test('every group of a field is drawn', () => {
  expect(allFields().filter((field) => !groupOrder.includes(field.group)).map(({ name }) => name)).toEqual([]);
});

/** Texts that are found by a code of the server, or read by the server as a whole. */
const byCode = ['errors', 'incidents', 'documents'];

test('every text is asked for somewhere: by its name, by a name with a part put in, or by its group', () => {
  const pages = filesEndingIn(['.ts', '.vue']).filter((file) => /^(designer|ui|portal|engine|definitions)\//.test(file)).map(read1).join('\n');
  // The panel asks for the designer's texts without their first word.
  const asked = new Set([...pages.matchAll(/'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)].flatMap(([, name]) => [name!, `designer.${name!}`]));
  const forms = [...pages.matchAll(/`([a-zA-Z]\w*\.(?:[\w.]|\$\{[^{}`]*\})*)`/g)].map((match) => match[1]!).filter((form) => form.includes('${'));
  const patterns = [...new Set(forms)].map((form) => new RegExp(`^(?:designer\\.)?${form.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.')).join('[^.]+')}$`));
  const isAsked = (name: string): boolean => asked.has(name) || asked.has(name.slice(0, name.lastIndexOf('.'))) || patterns.some((pattern) => pattern.test(name));

  const all = files.filter((file) => !byCode.includes(file)).flatMap((file) => keys(read('zh-CN', file), `${file}.`));

  expect(patterns.length).toBeGreaterThan(100);
  expect(all.filter((name) => !isAsked(name))).toEqual([]);
});
