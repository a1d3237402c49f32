import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import type { Program } from '../../../engine/program.ts';
import { rules } from '../../../engine/rules/index.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';

const codes = async (content: string): Promise<string[]> => {
  const { problems } = await compile(drawing(content), { profile: 'matter' });
  return problems.filter(({ severity }) => severity === 'error').map(({ elementId, code }) => `${elementId} ${code}`);
};

describe('a flow that is no whole is refused, each flaw by a code of its own at its element (B-22)', () => {
  test.each([
    ['no start', user('a') + end + path('a', 'end'), 'p FLOW_START_MISSING'],
    ['two plain starts', start + '<startEvent id="s2"/>' + user('a') + end + path('start', 'a', 'end') + path('s2', 'a'), 'p FLOW_START_SEVERAL'],
    ['no end', start + user('a') + path('start', 'a'), 'a FLOW_DEAD_END'],
    ['a loop without an end', start + '<exclusiveGateway id="m"/>' + user('a') + path('start', 'm', 'a', 'm') + '<endEvent id="end"/>', 'm FLOW_ENDLESS'],
    ['an element nothing leads to', start + user('a') + user('lost') + end + path('start', 'a', 'end') + path('lost', 'end'), 'lost FLOW_UNREACHABLE'],
    ['a dead end', start + '<parallelGateway id="f"/>' + user('a') + user('b') + end + path('start', 'f', 'a', 'end') + path('f', 'b'), 'b FLOW_DEAD_END'],
  ])('%s', async (_title, content, expected) => {
    expect(await codes(content)).toContain(expected);
  });
});

test.each(rules.map((rule) => [rule.id, rule] as const))('a global task, which is a process of one node by one id, is no trouble for the rule %s', (_id, rule) => {
  const global: Program['processes'][string] = { key: 'g', name: 'g', flows: [], nodes: [{ kind: 'userTask', activity: true, id: 'g', name: 'g', scope: 'g', incoming: [], outgoing: [] }] };
  const program: Program = { format: 1, sem: 1, profile: 'bpmn', main: 'g', processes: { g: global } };

  expect(Array.isArray(rule.check(global, program, {}))).toBe(true);
});
