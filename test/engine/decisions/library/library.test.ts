import { describe, expect, test } from '@jest/globals';
import { plain } from '../../../../engine/decisions/plain.ts';
import { feel } from '../support.ts';

const value = async (text: string) => plain(await feel(text));

describe('numbers', () => {
  test.each([
    ['decimal(1/3, 2)', 0.33], ['decimal(2.5, 0)', 2], ['decimal(1234, -2)', 1200], ['round half up(1.005, 2)', 1.01], ['round half up(-5.5, 0)', -6], ['round half down(5.5, 0)', 5], ['round up(1.121, 2)', 1.13], ['round down(-1.129, 2)', -1.12],
    ['floor(-1.5)', -2], ['ceiling(1.21, 1)', 1.3], ['modulo(-12, 5)', 3], ['modulo(10.1, 4.5)', 1.1], ['modulo(5, 0)', null], ['odd(5)', true], ['even(2.5)', false], ['round up(5.5)', null], ['round up(null, 1)', null], ['decimal("1", 1)', null], ['floor(1, 7000)', null],
  ])('%s is %p', async (text, expected) => expect(await value(text)).toBe(expected));
});

describe('lists', () => {
  test.each<[string, unknown]>([
    ['min("b", "a")', 'a'], ['max([date("2020-01-01"), date("2021-01-01")])', '2021-01-01'], ['max([1, "a"])', null], ['min([])', null], ['max([1, null])', null], ['min(true)', null],
    ['sum([0.1, 0.2])', 0.3], ['sum([duration("P1D"), duration("P2D")])', 'P3D'], ['sum([])', null], ['sum(["a"])', null], ['mean([1, 2])', 1.5], ['median([10, 9, 100])', 10], ['median(1, 2, 3, 4)', 2.5], ['mode([6, 1, 9, 6, 1])', [1, 6]], ['mode([])', []],
    ['list contains([date("2020-01-01")], date("2020-01-01"))', true], ['list contains([1, null], null)', true], ['index of([{a: 1}, 2], {a: 1})', [1]], ['insert before([1, 3], 2, 2)', [1, 2, 3]], ['insert before([1], 5, 2)', null], ['remove([1, 2, 3], -1)', [1, 2]], ['remove([1], 2)', null],
    ['sublist([1, 2, 3], -2)', [2, 3]], ['sublist([1, 2, 3], 2, 1)', [2]], ['sublist([1, 2], 1, 5)', null], ['sort([3, 1, 2], function(a, b) a < b)', [1, 2, 3]], ['sort([3, 1, 2])', [1, 2, 3]], ['sort([1], "x")', null],
  ])('%s is %j', async (text, expected) => expect(await value(text)).toEqual(expected));
});

describe('texts', () => {
  test.each<[string, unknown]>([
    ['substring("🐎ab", 2)', 'ab'], ['substring("foobar", -2, 1)', 'a'], ['substring("abc", 0)', null], ['substring("abc", 9)', ''], ['substring("abc", 1, 0)', null], ['string join(["a", null, "c"], "-")', 'a-c'], ['string join([1])', null], ['string join("a")', 'a'],
    ['matches("abc", "B", "i")', true], ['matches("hello world", "hello\\\\ sworld", "x")', true], ['matches("a.c", "a.c", "q")', true], ['matches("abc", "a.c", "q")', false], ['matches("x", "[A-Z-[OI]]", "i")', true], ['matches("o", "[A-Z-[OI]]", "i")', false],
    ['matches("中文", "\\\\p{IsCJKUnifiedIdeographs}+")', true], ['matches("a", "\\\\P{IsBasicLatin}")', false], ['matches("a", "(")', null], ['matches("aa", "(a)\\\\1")', null], ['matches("a", "a", "z")', null], ['matches(null, "a")', null],
    ['replace("abc", "(b)", "[$1$0]")', 'a[bb]c'], ['replace("a", "a", "\\\\$")', '$'], ['replace("a", "a", "$")', null], ['split("a;b;;c", ";")', ['a', 'b', '', 'c']], ['split("a", 1)', null],
  ])('%s is %j', async (text, expected) => expect(await value(text)).toEqual(expected));
});

describe('ranges', () => {
  test.each<[string, unknown]>([
    ['before([1..5], [6..9])', true], ['before([1..5], [5..9])', false], ['before([1..5), [5..9])', true], ['before(1, 2)', true], ['before(1, "a")', null], ['after(5, [1..4])', true], ['meets([1..5], [5..9])', true], ['meets([1..5), [5..9])', false], ['met by([5..9], [1..5])', true],
    ['overlaps([1..5], [3..8])', true], ['overlaps([1..5], (5..8])', false], ['overlaps before([1..5], [3..8])', true], ['overlaps after([3..8], [1..5])', true], ['finishes(10, [1..10])', true], ['finished by([1..10], [5..10])', true], ['includes([1..10], 5)', true], ['during([4..6], [1..10])', true],
    ['starts(1, [1..10])', true], ['started by([1..10], [1..5])', true], ['coincides([1..5], [1..5])', true], ['coincides(1, 2)', false], ['overlaps(1, 2)', null], ['during(null, [1..2])', null],
    ['2 in range("[1..3]")', true], ['range("(1..3]").start included', false], ['range("[date(\\"2020-01-01\\")..date(\\"2021-01-01\\")]").start', '2020-01-01'], ['range("[3..1]")', null], ['range("[1..\\"b\\"]")', null], ['range("1")', null], ['range(1)', null],
  ])('%s is %j', async (text, expected) => expect(await value(text)).toEqual(expected));
});
