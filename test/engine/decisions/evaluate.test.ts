import { describe, expect, test } from '@jest/globals';
import { evaluateDecision, invoke } from '../../../engine/decisions/evaluate.ts';
import { plain } from '../../../engine/decisions/plain.ts';
import { decision, input, literal, model, table } from '../../support/decisions.ts';
import { ask, NOW, programOf } from './support.ts';
import { quickest } from '../../support/quickest.ts';

const fee = '<businessKnowledgeModel id="fee" name="fee"><variable name="fee"/><encapsulatedLogic><formalParameter name="area" typeRef="number"/><literalExpression><text>if area &lt;= 1 then 10 else fee(area - 1) + 5</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>';
const service = '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#d"/><encapsulatedDecision href="#d"/><inputDecision href="#e"/></decisionService>';

describe('a requirement graph', () => {
  test('evaluates what a decision requires, once each, and writes all of it down', async () => {
    const drawn = input('n', 'number') + decision('e', literal('n * 2'), ['input:n']) + decision('f', literal('e + 1'), ['decision:e']) + decision('d', literal('e + f'), ['decision:e', 'decision:f']);
    const { value, records } = await ask(drawn, 'd', { n: 3 });
    expect([value, records.map(({ decision: id, inputs, output }) => [id, inputs, output])]).toEqual([13, [['e', { n: 3 }, 6], ['f', { e: 6 }, 7], ['d', { e: 6, f: 7 }, 13]]]);
  });

  test('lets a decision see nothing but what it requires', async () => {
    const { value, warnings } = await ask(input('n', 'number') + decision('d', literal('n')), 'd', { n: 3 });
    expect([value, warnings]).toEqual([null, [expect.stringContaining("'n' not found")]]);
  });

  test('calls knowledge models, which may call themselves', async () => {
    expect((await ask(fee + decision('d', literal('fee(area: 3)'), ['knowledge:fee']), 'd')).value).toBe(20);
  });

  test('stops a knowledge model that never ends with null', async () => {
    const endless = fee.replace('if area &lt;= 1 then 10 else fee(area - 1) + 5', 'fee(area + 1)');
    const { value, warnings } = await ask(endless + decision('d', literal('fee(1)'), ['knowledge:fee']), 'd');
    expect([value, warnings.some((each) => each.includes('calls inside each other'))]).toEqual([null, true]);
  });

  test('offers a part of itself as a service, with the input decisions given', async () => {
    const drawn = decision('e', literal('1')) + decision('d', literal('e * 10'), ['decision:e']) + service + decision('c', literal('s(7)'), ['knowledge:s']);
    expect((await ask(drawn, 'c')).value).toBe(70);
    expect(invoke(await programOf(model(drawn)), 's', { values: { e: 5 } }, NOW).value).toBe(50);
  });

  test('takes a decision that requires itself as null', async () => {
    expect((await ask(decision('d', literal('if d = null then "round" else "?"'), ['decision:d']), 'd')).value).toBe('round');
  });

  test('reaches into imported models by the name of the import', async () => {
    const inner = model(input('who', 'string') + decision('hello', literal('"hello " + who'), ['input:who']), { name: 'inner', namespace: 'urn:inner' });
    const outer = model('<import namespace="urn:inner" name="greeting" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/><decision id="d" name="d"><variable name="d"/><informationRequirement><requiredDecision href="urn:inner#hello"/></informationRequirement><literalExpression><text>greeting.hello + "!"</text></literalExpression></decision>');
    expect(evaluateDecision(await programOf(outer, inner), 'd', { values: { who: '珠海' } }, NOW).value).toBe('hello 珠海!');
  });

  test('knows no decision of that id', async () => {
    await expect(ask('', 'd')).rejects.toThrow('Expected a decision "d"');
  });
});

describe('types', () => {
  const types = '<itemDefinition name="tRisk"><typeRef>string</typeRef><allowedValues><text>"low","high"</text></allowedValues></itemDefinition>' +
    '<itemDefinition name="tList" isCollection="true"><typeRef>number</typeRef></itemDefinition>' +
    '<itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>';
  test.each<[string, string, unknown, unknown]>([
    ['an allowed value', 'tRisk', 'low', 'low'],
    ['a value that is not allowed', 'tRisk', 'medium', null],
    ['another kind', 'number', 'x', null],
    ['a list of one for its entry', 'number', [4], 4],
    ['an entry for a list of one', 'tList', 4, [4]],
    ['a list with a wrong entry', 'tList', [1, 'x'], null],
    ['a type nobody defined', 'tUnknown', 4, 4],
    ['a structure', 'tPerson', { name: 'x', more: 1 }, { name: 'x', more: 1 }],
    ['a structure with a wrong member', 'tPerson', { name: 1 }, null],
    ['no structure', 'tPerson', 'x', null],
  ])('%s', async (_title, type, given, value) => {
    expect((await ask(types + input('x', type) + decision('d', literal('x'), ['input:x']), 'd', { x: given })).value).toEqual(value);
  });

  test('read dates out of a case\'s text where the model wants dates', async () => {
    const program = await programOf(model(types + input('who', 'tPerson') + decision('d', literal('who.born + duration("P1D")'), ['input:who'])));
    expect(plain(evaluateDecision(program, 'd', { values: { who: { name: 'x', born: '2026-09-30' } }, json: true }, NOW).value)).toBe('2026-10-01');
  });

  test('can be asked after "instance of"', async () => {
    expect((await ask(types + decision('d', literal('[{name: "x", born: date("2020-01-01")} instance of tPerson, 1 instance of tPerson]')), 'd')).value).toEqual([true, false]);
  });
});

test('time is the event\'s own, in China', async () => {
  expect(plain((await ask(decision('d', literal('[today(), string(now())]')), 'd')).value)).toEqual(['2026-10-01', '2026-10-01T00:30:00+08:00']);
});

test('what is unknown or wrong is null with a word about it, never an exception', async () => {
  for (const text of ['missing', '1 +', 'matches("a", "(")', 'nothing(1)']) {
    const { value, warnings } = await ask(decision('d', literal(text)), 'd');
    expect([text, value]).toEqual([text, null]);
    if (!text.startsWith('matches')) expect(warnings.length).toBeGreaterThan(0);
  }
});

test('a table inside a table is recorded by its own id', async () => {
  const nested = `<context><contextEntry><variable name="a"/>${table({ inputs: ['1'], outputs: [{}], rules: [['1', '2']] })}</contextEntry></context>`;
  expect((await ask(decision('d', nested), 'd')).records[0]!.tables).toEqual([{ table: 't', rules: ['r1'] }]);
});

test.each(['count(for i in 1..1000000000 return i)', 'count(for i in 1..n, j in 1..n return i)', 'some x in 1..n satisfies x < 0'])('a loop that would take too long is null, not begun: %s (E-07)', async (text) => {
  const asked = async () => {
    const { value, warnings } = await ask(input('n', 'number') + decision('d', literal(text), ['input:n']), 'd', { n: 10_000_000 });
    expect([value, warnings.some((each) => each.includes('Expected at most'))]).toEqual([null, true]);
  };
  expect(await quickest(1_000, asked)).toBeLessThan(1_000);
});
