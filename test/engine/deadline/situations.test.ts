import { describe, expect, test } from '@jest/globals';
import { pointsOf } from '../../../engine/deadline/points.ts';
import { answersTo, type Question, questionsOf } from '../../../engine/deadline/questions.ts';
import { deadlineReport } from '../../../engine/deadline/report.ts';
import { MOST_ANSWERS, situationsOf } from '../../../engine/deadline/situations.ts';
import { promise } from '../../../engine/rules/promise.ts';
import { drawing, end, flow, path, start, user } from '../../support/drawing.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';

const yesNo = (name: string, more: Partial<Question> = {}): Question => ({ name, label: { zh: `${name}？`, en: name }, type: 'yesNo', required: true, ...more });
const step = (id: string, days: number) => user(id, `gov:limitAmount="${days}"`);
/** A line of decisions: with the condition a long step, else a short one. */
const decisions = (...conditions: string[]): string => {
  const parts = conditions.map((condition, i) => `<exclusiveGateway id="x${i}" default="x${i}_s${i}"/>${step(`l${i}`, 2 ** i)}${step(`s${i}`, 0.5)}<exclusiveGateway id="j${i}"/>${flow(`x${i}`, `l${i}`, condition)}${path(`x${i}`, `s${i}`, `j${i}`)}${path(`l${i}`, `j${i}`)}`);
  return start + parts.join('') + end + path('start', 'x0') + conditions.slice(1).map((_, i) => path(`j${i}`, `x${i + 1}`)).join('') + path(`j${conditions.length - 1}`, 'end');
};
const programOf = (content: string, limit = 100) => uncheckedProgram(drawing(content, { attributes: `gov:limitAmount="${limit}"` }));

describe('answers that may make a difference', () => {
  test.each<[string, Question, string[], unknown]>([
    ['yes and no', yesNo('a'), [], [true, false]],
    ['each choice', { name: 'a', label: 'a', type: 'choice', required: true, options: [{ value: 'x', label: 'x' }, { value: 'y', label: 'y' }] }, [], ['x', 'y']],
    ['each choice, or none where none is asked for', { name: 'a', label: 'a', type: 'choice', options: [{ value: 'x', label: 'x' }] }, [], [null, 'x']],
    ['every combination but none', { name: 'a', label: 'a', type: 'multi', required: true, options: [{ value: 'x', label: 'x' }, { value: 'y', label: 'y' }] }, [], [['x', 'y'], ['x'], ['y']]],
    ['numbers around those compared with, inside the bounds', { name: 'a', label: 'a', type: 'number', required: true, min: 1, max: 500 }, ['a >= 300'], [1, 299, 300, 301, 500]],
    ['no list of texts', { name: 'a', label: 'a', type: 'text', required: true }, [], null],
    ['no list of numbers that are reckoned with', { name: 'a', label: 'a', type: 'number', required: true }, ['a * 2 > 300'], null],
    ['no list of numbers that are compared with each other', { name: 'a', label: 'a', type: 'number', required: true }, ['a > b'], null],
  ])('are %s', (_title, question, texts, answers) => {
    expect(answersTo(question, texts)).toEqual(answers);
  });

  test('given a section and a field with conditions of their own, when the questions are read, then both have to hold', () => {
    expect(questionsOf({ situations: [{ name: 'q', label: 'q', type: 'yesNo' }], form: { sections: [{ when: 'q', fields: [{ name: 'f', label: 'f', type: 'text', when: '=r > 1' }] }] } }).map(({ name, when, required }) => [name, when, required])).toEqual([['q', undefined, true], ['f', '(q) and (r > 1)', undefined]]);
  });
});

describe('situations', () => {
  test('given questions that share no condition, when they are listed, then each is looked at apart and all are combined', async () => {
    const program = await programOf(decisions('a', 'b', 'not(a)'));
    const questions = [yesNo('a'), yesNo('b')];
    const { situations, open } = situationsOf(pointsOf(program, questions), questions, 100);

    expect(open).toEqual([]);
    expect(situations.map(({ decided }) => [...decided].map(([key, value]) => `${key}=${value}`).join(' '))).toEqual(['x1_l1=true x0_l0=true x2_l2=false', 'x1_l1=true x0_l0=false x2_l2=true', 'x1_l1=false x0_l0=true x2_l2=false', 'x1_l1=false x0_l0=false x2_l2=true']);
  });

  test('given a question that is asked in some situations only, when they are listed, then where it is not asked it is no', async () => {
    const program = await programOf(decisions('b'));
    const questions = [yesNo('a'), yesNo('b', { when: 'a' })];
    const { situations } = situationsOf(pointsOf(program, questions), questions, 100);

    expect(situations.map(({ answers, count }) => [JSON.stringify(answers), count])).toEqual([['{"a":true,"b":true}', 1], ['{"a":true,"b":false}', 2]]);
  });

  test('given a condition over what steps decide, when it is proved, then both ways are open and nothing is undecided', async () => {
    const { ways, open } = deadlineReport(await programOf(decisions('opinion = "agree"')), []);

    expect([ways.map(({ days }) => days), open]).toEqual([[1], []]);
  });

  test('given a variable that the process writes itself, when it is proved, then the first answer decides nothing', async () => {
    const content = decisions('a').replace('</process>', '').replace('<exclusiveGateway id="x0"', '<scriptTask id="w" scriptFormat="feel"><extensionElements><zeebe:script expression="=true" resultVariable="a"/></extensionElements></scriptTask><exclusiveGateway id="x0"').replace(path('start', 'x0'), path('start', 'w', 'x0'));

    expect(pointsOf(await programOf(content), [yesNo('a')])).toEqual([]);
  });

  test('given more answers than are looked at, when the promise is kept even so, then the rule says nothing; when not, that it is not decided', async () => {
    const questions: Question[] = Array.from({ length: 11 }, (_, i) => yesNo(`q${i}`));
    const condition = `${questions.map(({ name }) => name).join(' and ')}`;
    expect(2 ** questions.length).toBeGreaterThan(MOST_ANSWERS);

    const over = await programOf(decisions(condition), 0.75);
    expect(deadlineReport(over, questions)).toMatchObject({ open: [{ key: 'x0_l0' }], ways: [{ days: 1 }] });
    expect(promise.check(over.processes['p']!, over, { questions })).toMatchObject([{ code: 'PROMISE_NOT_DECIDED', severity: 'warning', params: { days: 1, count: 1 } }]);
    const kept = await programOf(decisions(condition), 1);
    expect(promise.check(kept.processes['p']!, kept, { questions })).toEqual([]);
  });

  test('given more situations than are walked, when they are listed, then the conditions with most kinds stay open and are named', async () => {
    const questions: Question[] = [yesNo('a'), { name: 'k', label: 'k', type: 'choice', required: true, options: ['x', 'y', 'z'].map((value) => ({ value, label: value })) }];
    const { situations, open } = situationsOf(pointsOf(await programOf(decisions('a', 'k = "x"', 'k = "y"')), questions), questions, 4);

    expect([situations.length, open.map(({ key }) => key)]).toEqual([2, ['x1_l1', 'x2_l2']]);
  });
});

describe('SC-21: the counter-example', () => {
  test('given one situation that is over the promise, when the rule looks, then it names it in words with its way', async () => {
    const program = await programOf(decisions('a', 'b'), 2.5);
    const found = promise.check(program.processes['p']!, program, { questions: [yesNo('a'), yesNo('b')] });

    expect(found).toEqual([{ elementId: 'p', code: 'PROMISE_TOO_SHORT', severity: 'error', params: { days: 3, promised: 2.5, path: 'l0 → l1', situation: 'a：是；b：是', situationEn: 'a: yes; b: yes' } }]);
  });

  test('given a way over the promise that no answers open, when the rule looks, then it says nothing', async () => {
    const program = await programOf(decisions('a and not(a)'), 0.75);

    expect(promise.check(program.processes['p']!, program, { questions: [yesNo('a')] })).toEqual([]);
  });
});
