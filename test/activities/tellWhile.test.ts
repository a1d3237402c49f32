import { describe, expect, test } from '@jest/globals';
import { tellWhile } from '../../activities/tellWhile.ts';
import type { ProjectionBatch } from '../../activities/ports.ts';

const told = { caseNumber: 'C1', runId: 'r', steps: [], snapshot: {} } as unknown as ProjectionBatch;
const log = { info() {}, warn() {} };

describe('what rides along with a call', () => {
  test('is written while the department is asked', async () => {
    const order: string[] = [];
    const apply = async () => (order.push('begun'), await Promise.resolve(), void order.push('written'));
    const answer = await tellWhile({ readModel: { apply }, log }, told, async () => (order.push('asked'), { kind: 'done' }));
    expect([answer, order]).toEqual([{ kind: 'done' }, ['begun', 'asked', 'written']]);
  });

  test('keeps no answer waiting when the database is away: the answer says so', async () => {
    const apply = () => Promise.reject(new Error('away'));
    expect(await tellWhile({ readModel: { apply }, log }, told, async () => ({ kind: 'accepted' }))).toEqual({ kind: 'accepted', untold: true });
  });

  test('a call that fails fails as it would alone, after the write has ended', async () => {
    let written = false;
    const apply = async () => (await new Promise((resolve) => setTimeout(resolve, 5)), void (written = true));
    await expect(tellWhile({ readModel: { apply }, log }, told, () => Promise.reject(new Error('503')))).rejects.toThrow('503');
    expect(written).toBe(true);
  });

  test('without a load nothing is written', async () => {
    expect(await tellWhile({ readModel: { apply: () => Promise.reject(new Error('never')) }, log }, undefined, async () => ({ kind: 'done' }))).toEqual({ kind: 'done' });
  });
});
