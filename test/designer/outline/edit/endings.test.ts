import { describe, expect, test } from '@jest/globals';
import { backTargets, mayEnd } from '../../../../designer/outline/edit/endings.ts';
import { readScopes } from '../../../../designer/outline/edit/readScopes.ts';
import type { Moddle } from '../../../../designer/panel/address.ts';
import { readBpmn } from '../../../../engine/bpmn.ts';
import { children } from '../../../../engine/drawn.ts';
import { walk } from '../../../../engine/rules/drawn/walk.ts';
import { boundary, drawing, duration, end, flow, path, start, sub, user } from '../../../support/drawing.ts';

/** A choice `x` behind what stands before it, whose way `n` is to lead back. */
const choice = '<exclusiveGateway id="x" default="x_y"/><exclusiveGateway id="y"/>' + path('x', 'y') + path('y', 'end') + flow('x', 'n', '退回 = true') + '<task id="n"/>' + path('n', 'y') + end;
const split = '<parallelGateway id="f"/><parallelGateway id="j"/>';

async function read(content: string, at: string) {
  const { definitions } = await readBpmn(drawing(start + content));
  const elements = new Map([...walk(definitions)].map((each) => [each.id, each as unknown as Moddle]));
  const process = children(definitions, 'rootElements').find(({ $type }) => $type === 'bpmn:Process')!;
  return { elements, scope: readScopes(process as unknown as Moddle).get(at)! };
}

async function targetsOf(content: string, at = 'p', branch = 'x_n'): Promise<string[]> {
  const { elements, scope } = await read(content, at);
  return backTargets(scope, branch, (id) => elements.get(id)!).map(({ block }) => block.id);
}

describe('where a branch may lead back to', () => {
  test.each<[string, string, string[]]>([
    ['a step of a person', user('a') + path('start', 'a', 'x'), ['a']],
    ['nothing that takes no time', '<task id="k"/><scriptTask id="l"/>' + path('start', 'k', 'l', 'x'), []],
    ['what lies behind the last step that waits only together with it', '<task id="k"/><task id="l"/>' + user('a') + path('start', 'k', 'a', 'l', 'x'), ['k', 'a']],
    ['a timer', `<intermediateCatchEvent id="t">${duration('P3D')}</intermediateCatchEvent>` + path('start', 't', 'x'), ['t']],
    ['no timer that lets go at once', `<intermediateCatchEvent id="t">${duration('PT0S')}</intermediateCatchEvent>` + path('start', 't', 'x'), []],
    ['a parallel group, as soon as one of its branches waits', split + user('a') + '<task id="k"/>' + path('start', 'f', 'a', 'j', 'x') + path('f', 'k', 'j'), ['f']],
    ['no parallel group in which nothing waits', split + '<task id="k"/><task id="l"/>' + path('start', 'f', 'k', 'j', 'x') + path('f', 'l', 'j'), []],
    ['no group with a way past its step', '<exclusiveGateway id="v" default="v_w"/><exclusiveGateway id="w"/>' + user('a') + path('start', 'v', 'w', 'x') + flow('v', 'a', '要看 = true') + path('a', 'w'), []],
    ['a sub-process in which somebody works', sub('s', '<startEvent id="s1"/><endEvent id="e1"/>' + user('a') + path('s1', 'a', 'e1')) + path('start', 's', 'x'), ['s']],
    ['no sub-process in which nobody does', sub('s', '<startEvent id="s1"/><endEvent id="e1"/>' + path('s1', 'e1')) + path('start', 's', 'x'), []],
    ['a step with a limit at its edge', user('a') + boundary('b', 'a', duration('P1D')) + '<endEvent id="late"/>' + path('start', 'a', 'x') + path('b', 'late'), ['a']],
  ])('is %s (B-21)', async (_what, before, targets) => {
    expect(await targetsOf(before + choice)).toEqual(targets);
  });

  test('is asked within the sub-process that the branch stands in (B-21)', async () => {
    const inside = (before: string) => sub('s', `<startEvent id="s1"/>${before}${choice}`) + path('start', 's');

    expect(await targetsOf(inside(user('a') + path('s1', 'a', 'x')), 's')).toEqual(['a']);
    expect(await targetsOf(inside('<task id="k"/>' + path('s1', 'k', 'x')), 's')).toEqual([]);
  });
});

/** An inclusive group between `a` and the choice, of which `d` is done beside `c`. */
const some = '<inclusiveGateway id="i" default="i_c"/><inclusiveGateway id="k"/>' + user('a') + user('c') + user('d') + path('start', 'a', 'i', 'c', 'k', 'x') + flow('i', 'd', '要办 = true');

describe('what may be under way still', () => {
  test.each([
    ['ends by itself, a way leads back to behind the split at most', path('d', 'd_end') + '<endEvent id="d_end"/>', ['c']],
    ['comes together with the others, a way leads back to before the split too', path('d', 'k'), ['a', 'i']],
  ])('is not gone through again: where a branch %s', async (_what, d, targets) => {
    expect(await targetsOf(some + d + choice)).toEqual(targets);
  });

  test.each([
    ['a later branch leads back over its group', '<exclusiveGateway id="m"/>' + path('start', 'm', 'a') + flow('x', 'm', '退回 = true'), false],
    ['a limit at a later step does', '<exclusiveGateway id="m"/>' + path('start', 'm', 'a') + boundary('b', 'z', duration('P1D')) + path('b', 'm'), false],
    ['a branch behind a limit at a later step does', '<exclusiveGateway id="m"/><exclusiveGateway id="q" default="q_late"/><endEvent id="late"/>' + path('start', 'm', 'a') + boundary('b', 'z', duration('P1D')) + path('b', 'q', 'late') + flow('q', 'm', '退回 = true'), false],
    ['a later branch leads back to behind its group', '<exclusiveGateway id="m"/>' + path('start', 'a') + flow('x', 'm', '退回 = true'), true],
    ['nothing leads back', path('start', 'a'), true],
  ])('is no branch that ends by itself where %s', async (_what, more, may) => {
    const behind = may && more.includes('id="m"') ? path('k', 'm', 'z', 'x') : path('k', 'z', 'x');
    const { scope } = await read('<inclusiveGateway id="i" default="i_c"/><inclusiveGateway id="k"/><exclusiveGateway id="x" default="x_end"/>' + user('a') + user('c') + user('d') + user('z') + path('a', 'i', 'c', 'k') + flow('i', 'd', '要办 = true') + path('d', 'k') + behind + path('x', 'end') + end + more, 'p');

    expect(mayEnd(scope, 'i_d')).toBe(may);
  });
});
