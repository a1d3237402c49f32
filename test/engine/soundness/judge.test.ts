import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { indexOf } from '../../../engine/interpreter/programIndex.ts';
import { judge, readNets, search } from '../../../engine/soundness/index.ts';
import { drawing, end, flow, path, start, sub, user } from '../../support/drawing.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';
import { quickest } from '../../support/quickest.ts';

const and = (id: string) => `<parallelGateway id="${id}"/>`;
const xor = (id: string) => `<exclusiveGateway id="${id}"/>`;

/** 37 departments side by side, each with a loop of rectification: some 300 elements. */
function matter({ past = false } = {}): string {
  const departments = Array.from({ length: 37 }, (_, i) => [`m${i}`, `a${i}`, `b${i}`, `x${i}`, `c${i}`, `r${i}`, `d${i}`, `e${i}`] as const);
  const inside = departments.map(([m, a, b, x, c, r, d, e]) => xor(m) + user(a) + user(b) + xor(x) + user(c) + user(r) + user(d) + user(e) + path('f', m, a, b, x) + flow(x, c, 'fine') + path(c, d, e, past && e === 'e7' ? 'past' : 'j') + flow(x, r, 'not(fine)') + path(r, m));
  // One department may go past the join.
  const more = past ? xor('past') + flow('past', 'j', 'agreed') + flow('past', 'end', 'not(agreed)') : '';
  return start + and('f') + and('j') + inside.join('') + user('seal') + end + path('start', 'f') + path('j', 'seal', 'end') + more;
}

const judged = async (content: string) => judge(indexOf(await uncheckedProgram(drawing(content)), 'p'), 'p');

describe('300 elements, 37 departments (B-32)', () => {
  test('are decided by reduction alone', async () => {
    expect(await judged(matter())).toEqual({ flaws: [], decided: true, markings: 0, steps: 0 });
  });

  test('with one branch that may go past the join, the flaw is found in few steps, with its way', async () => {
    const { flaws, decided, steps } = await judged(matter({ past: true }));

    expect([flaws.map(({ kind, at }) => `${at} ${kind}`), decided]).toEqual([['j left'], true]);
    expect(flaws[0]!.path.slice(-3)).toEqual(['past', 'past_end', 'end']);
    expect(steps).toBeLessThan(100);
  });

  test('are compiled with every check in less than two seconds of the processor', async () => {
    const checked = async () => {
      const { problems } = await compile(drawing(matter()), { profile: 'bpmn' });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    };
    expect(await quickest(2_000, checked)).toBeLessThan(2_000);
  });
});

describe('steps that take or give several tokens', () => {
  const line = (gives: number, takes: number) => start + user('a', `completionQuantity="${gives}"`) + user('b') + user('c', `startQuantity="${takes}"`) + end + path('start', 'a', 'b', 'c', 'end');
  const branches = (takes: number) => start + and('f') + user('a') + user('b') + user('c', `startQuantity="${takes}"`) + end + path('start', 'f', 'a', 'c', 'end') + path('f', 'b', 'c');

  test.each([
    ['two given, two taken: the step between them is done twice, as it is drawn', line(2, 2), []],
    ['two given, three taken', line(2, 3), ['c deadlock']],
    ['three given, two taken', line(3, 2), ['c left']],
    ['as many branches as are taken', branches(2), []],
    ['fewer branches than are taken', branches(3), ['c deadlock']],
    ['two given for each round of a loop, that nobody takes', start + xor('m') + user('a', 'completionQuantity="2"') + xor('x') + user('b') + end + path('start', 'm', 'a', 'x', 'm') + path('x', 'b', 'end'), ['a doubled', 'b doubled']],
  ])('%s', async (_title, drawn, expected) => {
    const { flaws, decided } = await judged(drawn);

    expect([decided, flaws.map(({ at, kind }) => `${at} ${kind}`)]).toEqual([true, expected]);
  });
});

describe('a complex gateway that is asked in which phase it is', () => {
  const phased = (late: string, condition = 'activationCount >= 1') =>
    start + and('f') + user('a') + user('b') + `<complexGateway id="j"><activationCondition xsi:type="tFormalExpression">=${condition}</activationCondition></complexGateway>` + user('first') + user('late') + end
    + path('start', 'f', 'a', 'j') + path('f', 'b', 'j') + flow('j', 'first', 'waitingForStart') + flow('j', 'late', 'not(waitingForStart)') + path('first', 'end') + late;

  test.each([
    ['sends its late tokens to an end of their own', phased('<endEvent id="end2"/>' + path('late', 'end2')), [], true],
    ['sends them where a join waits for both, once', phased(and('k') + user('z') + path('late', 'k') + path('f', 'k', 'z', 'end')).replace('id="first_end" sourceRef="first" targetRef="end"', 'id="first_z" sourceRef="first" targetRef="z"'), ['z doubled'], true],
    ['never fires, because it counts more tokens than come', phased('<endEvent id="end2"/>' + path('late', 'end2'), 'activationCount >= 3'), ['j deadlock'], true],
    ['asks for a value of the case beside: what only a guess has shown is not said', phased('<endEvent id="end2"/>' + path('late', 'end2')).replace('=not(waitingForStart)', '=not(waitingForStart) and fine').replace('=waitingForStart', '=waitingForStart and fine'), [], false],
  ])('%s', async (_title, drawn, expected, decided) => {
    const verdict = await judged(drawn);

    expect([verdict.flaws.map(({ at, kind }) => `${at} ${kind}`), verdict.decided]).toEqual([expected, decided]);
  });

  test('is not looked at where it has no condition, and so no phases', async () => {
    expect(await judged(phased('<endEvent id="end2"/>' + path('late', 'end2')).replace(/<activationCondition.*<\/activationCondition>/, ''))).toMatchObject({ flaws: [], decided: false });
  });
});

test('what is inside a sub-process is judged there, and taken for a step outside', async () => {
  const inside = '<startEvent id="s1"/>' + xor('f') + and('j') + path('s1', 'f', 'j') + '<sequenceFlow id="again" sourceRef="f" targetRef="j"/>';
  const index = indexOf(await uncheckedProgram(drawing(start + sub('s', inside) + end + path('start', 's', 'end'))), 'p');

  expect([judge(index, 'p').flaws, judge(index, 's').flaws.map(({ at, kind }) => `${at} ${kind}`)]).toEqual([[], ['j deadlock']]);
});

test('what is beyond the bound is said not to be decided', async () => {
  // given twelve parallel steps before a merge, which no rule reduces
  const steps = Array.from({ length: 12 }, (_, i) => `t${i}`);
  const index = indexOf(await uncheckedProgram(drawing(start + and('f') + xor('m') + user('after') + end + path('start', 'f') + path('m', 'after', 'end') + steps.map((id) => user(id) + path('f', id, 'm')).join(''))), 'p');

  const [net] = readNets(index, 'p');

  expect(search(net!, { markings: 50 })).toMatchObject({ decided: false });
  expect(search(net!, { steps: 50 })).toMatchObject({ decided: false });
});

test.each([
  ['sixteen branches of which any may go past the join', (id: string) => user(id) + xor(`x${id}`) + path('f', id, `x${id}`, 'j') + path(`x${id}`, 'end'), '<parallelGateway id="f"/>', 'j left'],
  ['an inclusive split in sixteen before a parallel join', (id: string) => user(id) + flow('f', id, 'x') + path(id, 'j'), '<inclusiveGateway id="f"/>', 'j deadlock'],
])('beyond the bound a flaw is found still, by following single runs: %s', async (_title, branch, split, expected) => {
  const steps = Array.from({ length: 16 }, (_, i) => `t${i}`);

  const { flaws, decided } = await judged(start + split + and('j') + end + path('start', 'f') + path('j', 'end') + steps.map(branch).join(''));

  expect([flaws.map(({ at, kind }) => `${at} ${kind}`), decided]).toEqual([[expected], false]);
});

test('steps done one at a time in an ad-hoc sub-process begin each for itself', async () => {
  const inside = (ordering: string) => start + `<adHocSubProcess id="s" ordering="${ordering}">` + user('a') + user('b') + user('c') + path('a', 'c') + path('b', 'c') + '</adHocSubProcess>' + end + path('start', 's', 'end');
  const kinds = async (ordering: string) => judge(indexOf(await uncheckedProgram(drawing(inside(ordering))), 'p'), 's').flaws.map(({ kind }) => kind);

  expect([await kinds('Sequential'), await kinds('Parallel')]).toEqual([[], ['doubled']]);
});
