import { describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { createCaseGate } from '../../server/caseGate.ts';

describe('the gate before a case', () => {
  test('W-06 lets eight pass together, the others in the order they came', async () => {
    const gate = createCaseGate();
    let under = 0;
    let most = 0;
    const passed: number[] = [];
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        gate.pass('C1', 5_000, async () => {
          most = Math.max(most, (under += 1));
          await pause(2);
          under -= 1;
          passed.push(n);
        }),
      ),
    );
    expect(most).toBe(8);
    expect(passed).toEqual(passed.toSorted((a, b) => a - b));
  });

  test('one case does not hold up another', async () => {
    const gate = createCaseGate();
    const stuck = Array.from({ length: 9 }, () => gate.pass('C1', 50, () => pause(80)).catch((error: unknown) => (error as { code?: unknown }).code));
    expect(await gate.pass('C2', 10, async () => 'passed')).toBe('passed');
    expect((await Promise.all(stuck)).filter((code) => code === 'CASE_BUSY')).toHaveLength(1);
    expect(await gate.pass('C1', 10, async () => 'passed')).toBe('passed');
  });

  test('W-06 tells the hundred and ninth to come again', async () => {
    const gate = createCaseGate();
    let finish = (): void => undefined;
    const until = new Promise<void>((resolve) => (finish = resolve));
    const all = Array.from({ length: 108 }, () => gate.pass('C1', 5_000, () => until));
    expect(() => gate.refuseIfCrowded('C1')).toThrow(expect.objectContaining({ code: 'CASE_BUSY', details: { retryAfterSeconds: 2 } }));
    expect(() => gate.refuseIfCrowded('C2')).not.toThrow();
    finish();
    await Promise.all(all);
    expect(() => gate.refuseIfCrowded('C1')).not.toThrow();
  });
});
