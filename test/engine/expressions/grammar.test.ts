import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from 'feelin';
import { parser, trackVariables } from 'lezer-feel';
import { lint } from '../../../engine/expressions/lint.ts';
import { seed } from '../../support/seed.ts';

/** Pieces that FEEL and the languages people mistake it for are made of. */
const tokens = ['1', '2.5', '"x"', '"a\\"b"', '"\\u0041"', 'a', '申请人.年龄', 'null', 'true', '+', '-', '*', '/', '**', '=', '!=', '>', '>=', '(', ')', '[', ']', '{', '}', ',', ':', '.', '..', 'if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'and', 'or', 'not', 'between', 'instance', 'of', 'number', 'date("2026-01-01")', '@"2026-01-01"', 'count(a)', "'x'", '`', ';', '=>', '${', '#{', '//c\n', '/* c */', '\\u0028', '＄{', '==', '&&', '||', '?', '$', '%', '^', '~', 'new', 'function', '=1'];

test('is read exactly where the reference grammar reads it, whatever is written (E-04)', () => {
  let [read, refused] = [0, 0];
  const counter = { seen: 0 };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 9 }), fc.constantFrom(' ', ''), (parts, between) => {
      const text = parts.join(between);
      const reference = reads(text);
      const codes = lint(text).findings.map(({ code }) => code);
      // A full-width sign is named instead of the syntax it spoils.
      const ours = !codes.includes('EXPR_SYNTAX') && !codes.includes('EXPR_FULL_WIDTH');
      expect([text, ours]).toEqual([text, reference && !/[＄（）]/.test(text)]);
      counter.seen += 1;
      if (reference) read += 1;
      else refused += 1;
      // What the grammar refuses, the evaluator refuses too, by its own reading.
      if (!reference && refused % 10 === 0) expect(() => evaluate(text, {})).toThrow();
    }),
    { numRuns: 5_000, seed },
  );
  expect([counter.seen >= 5_000, read > 200, refused > 200]).toEqual([true, true, true]);
});

/** Whether the reference parser builds a tree without a fault. */
function reads(text: string): boolean {
  let sound = true;
  parser.configure({ top: 'Expression', contextTracker: trackVariables({}) }).parse(text).iterate({
    enter: ({ type }) => {
      if (type.isError) sound = false;
    },
  });
  return sound;
}
