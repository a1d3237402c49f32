import { describe, expect, test } from '@jest/globals';
import type { Event } from '../../../engine/event.ts';
import type { Outcome } from '../../../engine/gate/outcome.ts';
import { refold } from '../../../engine/gate/refold.ts';
import type { Program } from '../../../engine/program.ts';
import { Play } from '../../../engine/scenario/play.ts';
import type { ScenarioStep } from '../../../engine/scenario/scenario.ts';
import { boundary, call, duration, end, flow, loop, path, processOf, drawing, programOf, service, start, user } from '../../support/drawing.ts';
import { begin, form, smallStage } from '../scenario/support.ts';

const office = (id: string, more = '', inner = '') => user(id, `gov:department="housing" gov:role="approver" gov:limitAmount="3" ${more}`, inner);
const gate = (id: string, more = '') => `<exclusiveGateway id="${id}" ${more}/>`;
const line = (...ids: string[]) => start + ids.map((id) => office(id)).join('') + end + path('start', ...ids, 'end');

/** The events of a case on a drawing. */
async function pastOf(content: string, steps: readonly ScenarioStep[], situations: Record<string, boolean> = {}): Promise<{ program: Program; events: readonly Event[]; status: string }> {
  const stage = await smallStage(content);
  const play = new Play(stage, { ...begin, situations: { large: true, ...situations } });
  for (const each of steps) play.act(each);
  return { program: stage.program, events: play.events, status: play.view.status };
}
const done = (...ids: string[]): ScenarioStep[] => ids.map((complete) => ({ complete, by: 'housing-1' }));
const short = ({ kind, first, end: last }: Outcome): string => [kind, first && `${first.seq} ${first.event}: ${first.code} ${first.element ?? '-'}${first.instead ? ` for ${first.instead}` : ''}${first.detail ? ` (${first.detail})` : ''}`, last && `end: ${last.code} ${last.element ?? '-'}${last.detail ? ` (${last.detail})` : ''}`].filter(Boolean).join('; ');
const through = async (before: string, after: string, steps: readonly ScenarioStep[]): Promise<string> => short(refold(await pastOf(before, steps), (await smallStage(after)).program));

describe('a past case in another version', () => {
  test.each<[string, string, string, ScenarioStep[], string]>([
    ['the same drawing', line('a', 'b'), line('a', 'b'), done('a', 'b'), 'same'],
    ['a limit, a name and a department changed', line('a', 'b'), line('a', 'b').replace('name="a" gov:department="housing" gov:role="approver" gov:limitAmount="3"', 'name="甲" gov:department="fireRescue" gov:role="approver" gov:limitAmount="1"'), done('a', 'b'), 'same'],
    ['one more gateway on the way', line('a', 'b'), start + office('a') + office('b') + gate('g') + end + path('start', 'a', 'g', 'b', 'end'), done('a', 'b'), 'same'],
    ['a step that is gone', line('a', 'b', 'c'), line('a', 'c'), done('a', 'b', 'c'), 'other; 2 complete: OTHER_BRANCH c for b'],
    ['the last step gone', line('a', 'b'), line('a'), done('a', 'b'), 'other; 2 complete: OTHER_BRANCH end for b'],
    ['a new step before the end', line('a'), line('a', 'b'), done('a'), 'impossible; 2 complete: OTHER_BRANCH b for end; end: NOT_FINISHED b'],
    ['a new step that somebody would have had to do first', line('b'), line('a', 'b'), done('b'), 'impossible; 1 start: OTHER_BRANCH a for b; end: NOT_FINISHED a'],
    ['two steps the other way round', line('a', 'b'), line('b', 'a'), done('a', 'b'), 'other; 1 start: OTHER_BRANCH b for a'],
    ['a new condition, the other branch', line('a', 'b'), start + office('a') + office('b') + office('c') + gate('x', 'default="x_b"') + end + path('start', 'a', 'x', 'b', 'end') + flow('x', 'c', 'large') + path('c', 'end'), done('a', 'b'), 'impossible; 2 complete: OTHER_BRANCH c for b; end: NOT_FINISHED c'],
    ['opinions where there were none', line('a'), line('a').replace('id="a"', 'id="a" gov:opinions="agree,disagree"'), done('a'), 'impossible; 2 complete: REFUSED a (OPINION_NOT_ALLOWED); end: REFUSED a (OPINION_NOT_ALLOWED)'],
    ['a variable nobody has', line('a'), start + office('a') + gate('x', 'default="x_end"') + end + office('b') + path('start', 'a', 'x', 'end') + flow('x', 'b', 'unknown > 3') + path('b', 'end'), done('a'), 'impossible; 2 complete: INCIDENT x (VAR_UNDEFINED); end: INCIDENT x (VAR_UNDEFINED)'],
    ['a time limit that ends a step before it was done', line('a', 'b'), line('a', 'b') + boundary('late', 'a', duration('PT30M')) + path('late', 'b'), [{ advance: '2026-09-21T02:00:00.000Z' }, ...done('a'), { advance: '2026-09-22T02:00:00.000Z' }, ...done('b')], 'other; 2 tick: NEW_STEP late'],
    ['a wait that only time ends', line('a'), start + office('a') + `<intermediateCatchEvent id="w">${duration('P3D')}</intermediateCatchEvent>` + end + path('start', 'a', 'w', 'end'), done('a'), 'other; 2 complete: OTHER_BRANCH w for end'],
    ['a case that was withdrawn', line('a', 'b'), line('a', 'c'), [...done('a'), { withdraw: '不办了' }], 'other; 2 complete: OTHER_BRANCH c for b'],
  ])('given %s', async (_title, before, after, steps, outcome) => {
    expect(await through(before, after, steps)).toBe(outcome);
  });

  test('given parallel branches drawn in another order, so that all numbers change, when it is folded, then each event finds its step by element and order', async () => {
    const fork = (...ids: string[]) => start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + ids.map((id) => office(id)).join('') + end + ids.map((id) => path('f', id, 'j')).join('') + path('start', 'f') + path('j', 'end');

    expect(await through(fork('a', 'b', 'c'), fork('c', 'b', 'a'), done('b', 'a', 'c'))).toBe('same');
  });

  test('given several instances of one step, when one more than before is asked for, then the case waits for the last of them', async () => {
    const many = (count: number) => start + office('a', '', loop('', {}).replace(/<extensionElements>.*<\/extensionElements>/, `<loopCardinality>${count}</loopCardinality>`)) + end + path('start', 'a', 'end');

    expect(await through(many(2), many(2), done('a', 'a'))).toBe('same');
    expect(await through(many(2), many(3), done('a', 'a'))).toBe('impossible; 1 start: NEW_STEP a; end: NOT_FINISHED a');
  });

  test('given a department that answered late and a call that failed first, when it is folded through the same version, then it goes the same way', async () => {
    const content = start + service('ask', 'gov:mode="async"') + office('a') + end + path('start', 'ask', 'a', 'end');
    const past = await pastOf(content, [{ advance: '2026-09-21T02:00:00.000Z' }, ...done('a')]);

    expect(short(refold(past, structuredClone(past.program)))).toBe('same');
    expect(short(refold(past, past.program))).toBe('same');
  });

  test('given a step inside a called flow, when the flow called has lost it, then the difference names the flow too', async () => {
    const inner = async (...ids: string[]) => processOf(drawing('<startEvent id="s"/>' + ids.map((id) => office(id)).join('') + '<endEvent id="e"/>' + path('s', ...ids, 'e'), { id: 'q' }));
    const outer = drawing(start + call('c', 'q') + end + path('start', 'c', 'end'));
    const before = await programOf(outer, { called: await inner('a', 'b') });
    const after = await programOf(outer, { called: await inner('b') });
    const play = new Play({ ...(await smallStage()), program: before, form }, begin);
    for (const each of done('a', 'b')) play.act(each);

    expect(short(refold({ program: before, events: play.events }, after))).toBe('other; 1 start: OTHER_BRANCH q/b for q/a');
    expect(short(refold({ program: before, events: play.events }, structuredClone(before)))).toBe('same');
  });

  test('given events that their own version refuses, when they are folded, then the history is said to be broken', async () => {
    const past = await pastOf(line('a'), done('a'));
    const twice = { program: past.program, events: [...past.events, past.events.at(-1)!] };

    for (const next of [past.program, structuredClone(past.program)]) expect(short(refold(twice, next))).toMatch(/^impossible; 0 start: HISTORY_BROKEN - \((CASE_CLOSED|TASK_ALREADY_DONE)\)/);
  });
});
