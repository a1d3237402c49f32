import { afterEach, describe, expect, test } from '@jest/globals';
import type { Behaviour } from '../../../engine/elements/element.ts';
import { elements } from '../../../engine/elements/index.ts';
import type { ManualTaskNode } from '../../../engine/elements/manualTask.ts';
import { replay } from '../../../engine/replay.ts';
import { drawing, end, path, programOf, start, user } from '../../support/drawing.ts';
import { runningCase } from '../../support/runningCase.ts';

const manual = elements.manualTask as { behaviour: Behaviour<ManualTaskNode> };
const before = manual.behaviour;
afterEach(() => {
  manual.behaviour = before;
});

/** The next version of the interpreter: from semantic version 2 on manual work is written down. */
const changed: Behaviour<ManualTaskNode> = {
  enter: (node, token, port) => (port.since(2) ? port.complete(token, { doneByHand: node.id }) : before.enter(node, token, port)),
};

describe('a behaviour that changes with a semantic version', () => {
  test.each([
    ['keeps its old branch for programs that were compiled before', 1, {}],
    ['means the new thing for programs that were compiled since', 2, { doneByHand: 'm' }],
  ])('%s', async (_what, sem, variables) => {
    const program = { ...(await programOf(drawing(start + '<manualTask id="m"/>' + user('a') + end + path('start', 'm', 'a', 'end')))), sem };
    manual.behaviour = changed;
    expect(runningCase(program).variables).toEqual(variables);
  });

  test('lets a case that began before the change go on, and replay to the same chain', async () => {
    const program = { ...(await programOf(drawing(start + user('a') + '<manualTask id="m"/>' + end + path('start', 'a', 'm', 'end')))), sem: 1 };
    const whole = runningCase(program);
    whole.complete('a');
    manual.behaviour = changed;
    const again = [...replay(structuredClone(program), structuredClone(whole.events))].at(-1)!.state;
    expect([again.status, again.chain]).toEqual(['completed', whole.state.chain]);
    expect(again).toEqual(whole.state);
  });
});
