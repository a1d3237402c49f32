import { expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { promise } from '../../../engine/rules/promise.ts';
import { boundary, call, drawing, duration, end, path, processOf, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const step = (id: string, days: number | string, more = '') => user(id, `gov:limitAmount="${days}" ${more}`);
const line = (...steps: string[]) => start + steps.join('') + end + path('start', ...steps.map((each) => /id="(\w+)"/.exec(each)![1]!), 'end');
const fork = (a: string, b: string) => start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + a + b + step('last', 1) + end + path('start', 'f', 'a', 'j', 'last', 'end') + path('f', 'b', 'j');
const ten = 'gov:limitAmount="10"';
const called = await processOf(drawing(line(step('in', 4), step('in2', 3)), { id: 'q' }));

ruleTable(promise, {
  valid: [
    { title: 'steps that add up to the promise', attributes: ten, drawn: line(step('a', 4), step('b', 6)) },
    { title: 'parallel branches counted by the longest', attributes: ten, drawn: fork(step('a', 9), step('b', 8)) },
    { title: 'a step whose time is not counted', attributes: ten, drawn: line(step('a', 4), step('pay', 60, 'gov:clock="stop"'), step('b', 6)) },
    { title: 'a limit from acceptance, by its own end', attributes: ten, drawn: line(step('a', 4), step('b', 9, 'gov:limitFrom="acceptance"'), step('c', 1)) },
    { title: 'activities without an order, at once', attributes: ten, drawn: start + `<adHocSubProcess id="s">${step('a', 6)}${step('b', 5)}</adHocSubProcess>` + end + path('start', 's', 'end') },
    { title: 'halves', attributes: 'gov:limitAmount="1.5"', drawn: line(step('a', 0.5), step('b', 1)) },
    { title: 'hours and civil days', attributes: ten, drawn: line(step('a', 12, 'gov:limitUnit="workingHour"'), step('b', 7, 'gov:limitUnit="calendarDay"'), step('c', 3)) },
    { title: 'a loop, counted once', attributes: ten, drawn: start + '<exclusiveGateway id="m"/><exclusiveGateway id="x"/>' + step('a', 9) + end + path('start', 'm', 'a', 'x', 'end') + path('x', 'm') },
    { title: 'a way by a deadline that comes long before the limit ends', attributes: ten, drawn: start + step('a', 6) + boundary('late', 'a', duration('P1D')) + step('x', 5) + end + path('start', 'a', 'end') + path('late', 'x', 'end') },
    { title: 'no promise', drawn: line(step('a', 400)) },
    { title: 'a call with a limit of its own, whatever is inside', attributes: ten, drawn: start + call('c', 'q', '', '').replace('<callActivity', '<callActivity gov:limitAmount="3"') + step('b', 7) + path('start', 'c', 'b'), called },
  ],
  invalid: [
    { title: 'steps that take longer', attributes: ten, drawn: line(step('a', 4), step('b', 7)), says: ['p PROMISE_TOO_SHORT'] },
    { title: 'half a day too much', attributes: ten, drawn: line(step('a', 4), step('b', 6.5)), says: ['p PROMISE_TOO_SHORT'] },
    { title: 'a branch that takes longer', attributes: ten, drawn: fork(step('a', 9), step('b', 10)), says: ['p PROMISE_TOO_SHORT'] },
    { title: 'a limit from acceptance that ends too late', attributes: ten, drawn: line(step('a', 4), step('b', 10, 'gov:limitFrom="acceptance"'), step('c', 1)), says: ['p PROMISE_TOO_SHORT'] },
    { title: 'the inside of a sub-process', attributes: ten, drawn: start + sub('s', '<startEvent id="s1"/>' + step('a', 6) + step('b', 5) + path('s1', 'a', 'b')) + end + path('start', 's', 'end'), says: ['p PROMISE_TOO_SHORT'] },
    { title: 'the inside of a called process', attributes: ten, drawn: start + call('c', 'q') + step('b', 4) + path('start', 'c', 'b'), called, says: ['p PROMISE_TOO_SHORT'] },
    { title: 'activities without an order, one after another', attributes: ten, drawn: start + `<adHocSubProcess id="s" ordering="Sequential">${step('a', 6)}${step('b', 5)}</adHocSubProcess>` + end + path('start', 's', 'end'), says: ['p PROMISE_TOO_SHORT'] },
    { title: 'a way by a deadline', attributes: ten, drawn: start + step('a', 6) + boundary('late', 'a', duration('P30D')) + step('x', 5) + end + path('start', 'a', 'end') + path('late', 'x', 'end'), says: ['p PROMISE_TOO_SHORT'] },
    { title: 'a loop whose steps are drawn before its start', attributes: ten, drawn: step('a', 6) + step('b', 5) + '<exclusiveGateway id="m"/><exclusiveGateway id="x"/>' + start + end + path('start', 'm', 'a', 'b', 'x', 'end') + path('x', 'm'), says: ['p PROMISE_TOO_SHORT'] },
  ],
});

test('says how many days, how many were promised, and which way', async () => {
  const { problems } = await compile(drawing(line(step('a', 4), step('b', 7)), { attributes: ten }), { profile: 'matter' });
  expect(problems.find(({ code }) => code === 'PROMISE_TOO_SHORT')!.params).toEqual({ name: 'p', days: 11, promised: 10, path: 'a → b', situation: '所有情形', situationEn: 'every situation' });
});
