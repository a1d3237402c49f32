import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { evaluate, holds } from '../../../engine/expressions/feel.ts';
import type { Value, Variables } from '../../../engine/value.ts';
import { compute, NOW } from './zoneProbe.ts';

const of = (text: string, variables: Variables = {}) => evaluate(text, variables, NOW);
const raises = (code: string) => expect.objectContaining({ name: 'IncidentRaised', code });

describe('an expression', () => {
  test.each<[string, Variables, Value]>([
    ['a + b', { a: 1, b: 2 }, 3],
    ['if n > 1 then "many" else "one"', { n: 2 }, 'many'],
    ['list contains(services, "power") and not(double)', { services: ['power'], double: false }, true],
    ['some o in opinions satisfies o.opinion = "disagree"', { opinions: [{ opinion: 'agree' }] }, false],
    ['opinions[opinion = "agree"].department', { opinions: [{ opinion: 'agree', department: 'x' }] }, ['x']],
    ['{a: 1, b: [true, null]}', {}, { a: 1, b: [true, null] }],
    ['申请人.年龄 >= 18', { 申请人: { 年龄: 20 } }, true],
    ['"𠮷" + name', { name: 'é' }, '𠮷é'],
    ['for s in services return {department: s}', { services: ['a', 'b'] }, [{ department: 'a' }, { department: 'b' }]],
    ['date("2026-10-01")', {}, '2026-10-01'],
    ['duration("P1D")', {}, 'P1D'],
    ['null', {}, null],
  ])('%s', (text, variables, value) => {
    expect(of(text, variables)).toEqual(value);
  });

  test('with a name that has no value is an incident, never the else branch (E-11)', () => {
    expect(() => of('if missing > 1 then "many" else "one"')).toThrow(raises('VARIABLE_UNKNOWN'));
    expect(() => holds('missing = "x"', {}, NOW)).toThrow(raises('VARIABLE_UNKNOWN'));
    expect(() => of('count(missing)')).toThrow(raises('VARIABLE_UNKNOWN'));
  });

  test.each(['x >', '1 +', 'this.constructor.constructor("return process")()'.replace('this', '`'), '#{1}'])('that cannot be read is an incident: %s (E-01)', (text) => {
    expect(() => of(text, { x: 1 })).toThrow(raises('FEEL_INVALID'));
  });

  test.each(['process', 'globalThis', 'Function', 'constructor', '__proto__', 'toString'])('reaches nothing of the host: %s (E-01)', (name) => {
    expect(() => of(name)).toThrow(raises('VARIABLE_UNKNOWN'));
    expect(() => of(`${name}("return 1")`)).toThrow();
  });

  test.each<[string, Variables]>([
    ['a > 1', { a: null }],
    ['1 / 0 > 1', {}],
  ])('that compares with nothing, or with what no division gives, is an incident: %s (E-15)', (text, variables) => {
    expect(() => holds(text, variables, NOW)).toThrow(expect.objectContaining({ name: 'IncidentRaised' }));
  });

  test.each<[string, Variables]>([
    ['"5" > 3', {}],
    ['area >= 300', { area: '400' }],
    ['form.area = 300', { form: { area: '300' } }],
    ['if ok and n < "9" then 1 else 2', { ok: true, n: 8 }],
    ['flag = "true"', { flag: true }],
  ])('that compares things of different kinds is an incident, not a guess: %s (E-12)', (text, variables) => {
    expect(() => of(text, variables)).toThrow(raises('FEEL_INVALID'));
  });

  test.each<[string, Variables, Value]>([
    ['slot != null', { slot: '2026-09-22T09:00:00+08:00' }, true],
    ['x = null', { x: null }, true],
    ['count(services[kind = 3 or kind = "x"]) > 0', { services: [{ kind: 'x' }] }, true],
    ['some s in list satisfies s = "a"', { list: [1, 'a'], s: 5 }, true],
    ['today() > date("2026-01-01")', {}, true],
  ])('compares as it should: %s', (text, variables, value) => {
    expect(of(text, variables)).toBe(value);
  });

  test.each<[string, Variables]>([['"yes"', {}], ['1', {}], ['x', { x: null }]])('of no truth is no condition: %s', (text, variables) => {
    expect(() => holds(text, variables, NOW)).toThrow(raises('CONDITION_NOT_BOOLEAN'));
  });

  test('keeps what a person entered as text (E-03, E-06)', () => {
    for (const text of ['= 1+1', '${1+1}', '{{constructor}}', '"+x+"']) expect(of('entered', { entered: text })).toBe(text);
  });

  test('counts money in whole 分 exactly (E-13)', () => {
    expect(of('10 + 20 = 30')).toBe(true);
    expect(of('sum(fees)', { fees: [110_000_01, 2, 299_999_99] })).toBe(410_000_02);
    expect(Number.isInteger(of('fee * 3', { fee: 33_333_33 }))).toBe(true);
  });

  test('keeps long numbers that are text as text (E-14)', () => {
    expect(of('id = "9007199254740993"', { id: '9007199254740993' })).toBe(true);
    expect(of('id', { id: '123456789012345678' })).toBe('123456789012345678');
  });
});

describe('the time of an expression', () => {
  test('is the event\'s own, in China (E-16)', () => {
    expect([of('string(today())'), of('now() = date and time("2026-10-01T00:30:00+08:00")')]).toEqual(['2026-10-01', true]);
  });

  test('can not be replaced by a variable of that name', () => {
    expect(of('string(today())', { today: '1999-01-01', now: 'x' })).toBe('2026-10-01');
  });

  test.each(['UTC', 'Asia/Shanghai', 'America/St_Johns'])('does not depend on where the computer stands: %s', (TZ) => {
    const probe = fileURLToPath(new URL('./zoneProbe.ts', import.meta.url));
    const { values } = JSON.parse(execFileSync(process.execPath, [probe], { env: { ...process.env, TZ }, encoding: 'utf8' })) as { values: unknown };
    expect(values).toEqual(compute());
  }, 30_000);
});

describe('regular expressions', () => {
  test.each<[string, Value]>([
    ['matches("粤C12345", "^粤[A-Z][0-9]{5}$")', true],
    ['matches("ABC", "abc")', false],
    ['matches("ABC", "abc", "i")', true],
    ['replace("a-b-c", "-", "+")', 'a+b+c'],
    ['replace("2026-09", "(\\d+)-(\\d+)", "$2/$1")', '09/2026'],
    ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
  ])('%s', (text, value) => {
    expect(of(text)).toEqual(value);
  });

  test.each(['matches(x, "^(a+)+$")', 'replace(x, "^(a+)+$", "y")', 'split(x, "^(a+)+$")'])('take no time to speak of on hostile input: %s (E-08)', (text) => {
    const began = performance.now();
    of(text, { x: `${'a'.repeat(40)}!` });
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('that cannot be read are an incident', () => {
    expect(() => of('matches("a", "(")')).toThrow(raises('FEEL_INVALID'));
  });
});
