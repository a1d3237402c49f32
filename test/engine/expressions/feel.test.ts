import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { evaluate, holds } from '../../../engine/expressions/feel.ts';
import type { Value, Variables } from '../../../engine/value.ts';
import { compute, NOW } from './zoneProbe.ts';
import { quickest } from '../../support/quickest.ts';

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
    expect(() => of('if missing > 1 then "many" else "one"')).toThrow(raises('VAR_UNDEFINED'));
    expect(() => holds('missing = "x"', {}, NOW)).toThrow(raises('VAR_UNDEFINED'));
    expect(() => of('count(missing)')).toThrow(raises('VAR_UNDEFINED'));
  });

  test.each(['x >', '1 +', 'this.constructor.constructor("return process")()'.replace('this', '`'), '#{1}'])('that cannot be read is an incident: %s (E-01)', (text) => {
    expect(() => of(text, { x: 1 })).toThrow(raises('FEEL_INVALID'));
  });

  test.each(['process', 'globalThis', 'Function', 'constructor', '__proto__', 'toString'])('reaches nothing of the host: %s (E-01)', (name) => {
    expect(() => of(name)).toThrow(raises('VAR_UNDEFINED'));
    expect(() => of(`${name}("return 1")`)).toThrow();
  });

  test.each<[string, Variables]>([
    ['1 / 0 > 1', {}],
    ['if 1 / n > 1 then "a" else "b"', { n: 0 }],
    ['n / n', { n: 0 }],
    ['for x in list return 10 / x', { list: [1, 0] }],
    ['some x in list satisfies 10 / x > 5', { list: [2, 0] }],
    ['list[10 / item > 5]', { list: [2, 0] }],
    ['{a: n, b: 1 / a}.b', { n: 0 }],
    ['10 ** 400 > 1', {}],
    ['n * n > 1', { n: 1e200 }],
    ['(0 - 8) ** 0.5 = 1', {}],
    ['sqrt(0 - 1) > 1', {}],
    ['log(0) > 1', {}],
    ['modulo(5, 0) = 0', {}],
  ])('that no number answers is an incident: %s (E-15)', (text, variables) => {
    expect(() => of(text, variables)).toThrow(raises('EXPR_ARITH'));
  });

  test.each<[string, Variables, Value]>([
    ['if n = 0 then 0 else 10 / n', { n: 0 }, 0],
    ['if n != 0 then 10 / n else -1', { n: 0 }, -1],
    ['for x in list return if x = 0 then 0 else 10 / x', { list: [5, 0] }, [2, 0]],
    ['list[item != 0][10 / item > 3]', { list: [2, 0] }, [2]],
    ['n / 4', { n: 10 }, 2.5],
  ])('that asks about zero first divides: %s (E-15)', (text, variables, value) => {
    expect(of(text, variables)).toEqual(value);
  });

  test.each<[string, Variables]>([
    ['"5" > 3', {}],
    ['area >= 300', { area: '400' }],
    ['form.area = 300', { form: { area: '300' } }],
    ['if ok and n < "9" then 1 else 2', { ok: true, n: 8 }],
    ['flag = "true"', { flag: true }],
    ['null > 1', {}],
    ['n > 1', { n: null }],
    ['if n > 1 then "many" else "one"', { n: null }],
    ['paidOn > date("2026-01-01")', { paidOn: '2026-10-01' }],
    ['form.sent < today()', { form: { sent: '2026-10-01' } }],
    ['"a" + 1', {}],
    ['name + 1 = "x"', { name: 'x' }],
  ])('that takes things of different kinds together is an incident, not a guess: %s (E-12)', (text, variables) => {
    expect(() => of(text, variables)).toThrow(raises('EXPR_TYPE'));
  });

  test.each<[string, Variables, Value]>([
    ['slot != null', { slot: '2026-09-22T09:00:00+08:00' }, true],
    ['x = null', { x: null }, true],
    ['count(services[kind = 3 or kind = "x"]) > 0', { services: [{ kind: 'x' }] }, true],
    ['some s in list satisfies s = "a"', { list: [1, 'a'], s: 5 }, true],
    ['today() > date("2026-01-01")', {}, true],
    ['date(paidOn) > date("2026-01-01")', { paidOn: '2026-10-01' }, true],
    ['n != null and n > 1', { n: null }, false],
    ['if n = null then 0 else n + 1', { n: null }, 0],
  ])('compares as it should: %s', (text, variables, value) => {
    expect(of(text, variables)).toBe(value);
  });

  test.each<[string, Variables]>([['"yes"', {}], ['1', {}], ['x', { x: null }]])('of no truth is no condition: %s', (text, variables) => {
    expect(() => holds(text, variables, NOW)).toThrow(raises('CONDITION_NOT_BOOLEAN'));
  });

  test('keeps what a person entered as text (E-03, E-06)', () => {
    for (const text of ['= 1+1', '${1+1}', '{{constructor}}', '"+x+"']) expect(of('entered', { entered: text })).toBe(text);
  });

  test.each<[string, Variables]>([
    ['fee * 0.06', { fee: 105 }],
    ['fee / 3', { fee: 100 }],
    ['fee / 3 > 30', { fee: 100 }],
    ['if fee / 3 > 30 then 1 else 2', { fee: 100 }],
    ['fee > 10', { fee: 10.5 }],
    ['sum(fees) / 2 > 1', { fees: [1, 2] }],
  ])('whose sum of money has a fraction of a 分 is an incident: %s (E-13)', (text, variables) => {
    expect(() => evaluate(text, variables, NOW, new Set(['fee', 'fees']))).toThrow(raises('MONEY_NOT_INTEGER'));
  });

  test.each<[string, Variables, Value]>([
    ['round half up(fee * 0.06, 0)', { fee: 105 }, 6],
    ['fee * 2 + 1', { fee: 105 }, 211],
    ['fee / fee2', { fee: 1, fee2: 4 }, 0.25],
    ['if fee > 0 then fee / 2 > 50 else false', { fee: 200 }, true],
    ['if fee = 0 then fee / 3 > 1 else true', { fee: 100 }, true],
  ])('whose sum of money is whole is worked out: %s (E-13)', (text, variables, value) => {
    expect(evaluate(text, variables, NOW, new Set(['fee', 'fee2']))).toBe(value);
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

  test.each(['matches(x, "^(a+)+$")', 'replace(x, "^(a+)+$", "y")', 'split(x, "^(a+)+$")'])('take no time to speak of on hostile input: %s (E-08)', async (text) => {
    expect(await quickest(5, () => of(text, { x: `${'a'.repeat(40)}!` }))).toBeLessThan(5);
  });

  test('that cannot be read are an incident', () => {
    expect(() => of('matches("a", "(")')).toThrow(raises('FEEL_INVALID'));
  });
});
