import { describe, expect, test } from '@jest/globals';
import type { Gate } from '../../../designer/publish/gate.ts';
import { useGate } from '../../../designer/publish/useGate.ts';

const gate = (state: Gate['state'], done = 0): Gate => ({ state, done, groups: [] }) as unknown as Gate;
const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the gate on the page of review', () => {
  test('given a gate that runs, then it is asked until it is done, and nothing is busy meanwhile', async () => {
    const answers = [gate('running', 1), gate('running', 2), gate('done', 3)];
    const seen: boolean[] = [];
    const at = useGate(async () => (seen.push(at.busy.value), answers.shift()!), 1);
    await at.look();
    while (at.gate.value?.state === 'running') await later(2);

    expect(at.gate.value).toEqual(gate('done', 3));
    expect(seen).toEqual([false, false, false]);
  });

  test('given an answer under way, when the page is left, then nobody asks again', async () => {
    let asked = 0;
    const at = useGate(async () => ((asked += 1), await later(5), gate('running')), 1);
    const looking = at.look();
    at.close();
    await looking;
    await later(20);

    expect([asked, at.gate.value]).toEqual([1, null]);
  });

  test('given a slow answer under way, when it is stopped, then the late answer does not bring the run back', async () => {
    const at = useGate(async () => (await later(20), gate('running')), 1);
    const looking = at.look();
    const stopping = at.act(async () => gate('stopped'));
    expect(at.busy.value).toBe(true);
    await Promise.all([looking, stopping]);
    await later(5);

    expect([at.gate.value?.state, at.busy.value]).toEqual(['stopped', false]);
  });
});
