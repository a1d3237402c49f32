import { describe, expect, test } from '@jest/globals';
import { decision, input, literal } from '../../../support/decisions.ts';
import { ask } from '../support.ts';

const entry = (name: string, value: string) => `<contextEntry>${name ? `<variable name="${name}"/>` : ''}${value}</contextEntry>`;
const loop = (kind: string, source: string, body: string) => `<${kind} iteratorVariable="x"><in>${literal(source)}</in><${kind === 'for' ? 'return' : 'satisfies'}>${literal(body)}</${kind === 'for' ? 'return' : 'satisfies'}></${kind}>`;
const choice = (condition: string) => `<conditional><if>${literal(condition)}</if><then>${literal('"then"')}</then><else>${literal('"else"')}</else></conditional>`;
const filtered = (source: string, match: string) => `<filter><in>${literal(source)}</in><match>${literal(match)}</match></filter>`;
const called = '<functionDefinition><formalParameter name="a" typeRef="number"/><formalParameter name="b"/><literalExpression><text>a - b</text></literalExpression></functionDefinition>';
const invoked = (...bindings: [string, string][]) => `<invocation>${literal('f')}${bindings.map(([name, text]) => `<binding><parameter name="${name}"/>${literal(text)}</binding>`).join('')}</invocation>`;

describe('a boxed', () => {
  test.each<[string, string, unknown]>([
    ['context sees earlier entries', `<context>${entry('a', literal('1'))}${entry('b', literal('a + 1'))}</context>`, { a: 1, b: 2 }],
    ['context with a result', `<context>${entry('a', literal('1'))}${entry('', literal('a + 5'))}</context>`, 6],
    ['list', `<list>${literal('1')}${literal('"x"')}</list>`, [1, 'x']],
    ['relation', `<relation><column name="a"/><column name="b"/><row>${literal('1')}${literal('2')}</row><row>${literal('3')}${literal('4')}</row></relation>`, [{ a: 1, b: 2 }, { a: 3, b: 4 }]],
    ['function and invocation', `<context>${entry('f', called)}${entry('', invoked(['b', '1'], ['a', '5']))}</context>`, 4],
    ['invocation with a name that is no parameter', `<context>${entry('f', called)}${entry('', invoked(['c', '1']))}</context>`, null],
    ['invocation with an argument of another kind', `<context>${entry('f', called)}${entry('', invoked(['a', '"x"'], ['b', '1']))}</context>`, null],
    ['invocation of FEEL\'s own function', `<invocation>${literal('abs')}<binding><parameter name="n"/>${literal('-3')}</binding></invocation>`, 3],
    ['invocation of nothing', `<invocation>${literal('nothing')}</invocation>`, null],
    ['function in Java', '<functionDefinition kind="Java"><literalExpression><text>x</text></literalExpression></functionDefinition>', null],
    ['condition that holds', choice('1 < 2'), 'then'],
    ['condition that does not hold', choice('1 > 2'), 'else'],
    ['condition that is null', choice('null'), 'else'],
    ['condition that is no truth', choice('"x"'), null],
    ['for', loop('for', '[1, 2, 3]', 'x * 2'), [2, 4, 6]],
    ['for over a range', loop('for', '[1..3]', 'x'), [1, 2, 3]],
    ['for that looks back', loop('for', '[1, 2, 3]', 'x + sum(partial)'), [null, null, null]],
    ['for over nothing', loop('for', 'null', 'x'), null],
    ['every', loop('every', '[1, 2]', 'x > 0'), true],
    ['every that one breaks', loop('every', '[1, null]', 'x > 1'), false],
    ['every that nobody knows', loop('every', '[1, "x"]', 'if x = 1 then true else null'), null],
    ['some', loop('some', '[1, 2]', 'x > 1'), true],
    ['some over nothing at all', loop('some', '[]', 'x > 1'), false],
    ['filter', filtered('[1, 2, 3]', 'item > 1'), [2, 3]],
    ['filter by members', filtered('[{n: 1}, {n: 2}]', 'n = 2'), [{ n: 2 }]],
    ['filter by position', filtered('["a", "b"]', '-1'), 'b'],
    ['filter of another kind', filtered('[1]', '"x"'), null],
  ])('%s', async (_title, logic, value) => {
    expect((await ask(input('unused') + decision('d', logic), 'd')).value).toEqual(value);
  });
});
