import { describe, expect, test } from '@jest/globals';
import type { HistoryStep } from '../../portal/answers/history.ts';
import { anomaliesOf, idleBefore, positionAfter } from '../../portal/audit/fold.ts';
import { entryText, stepTitle, type Wording } from '../../portal/audit/wording.ts';
import { history } from './support/answers.ts';

describe('SC-23 replay of a history', () => {
  test('before the first step nothing stands anywhere', () => {
    const { tokens, path } = positionAfter(history.steps, 0);
    expect(tokens).toEqual([]);
    expect(path.size).toBe(0);
  });

  test('after the start the token stands on the task, and the way there is passed', () => {
    const { tokens, path, touched } = positionAfter(history.steps, 1);
    expect(tokens).toEqual([{ process: 'small', element: 'review', instance: 3, incident: null }]);
    expect([...(path.get('small') ?? [])]).toEqual(['start', 'f1', 'review']);
    expect(touched.has('review')).toBe(true);
  });

  test('at the end no token is left and the whole way is passed', () => {
    const { tokens, path } = positionAfter(history.steps, 3);
    expect(tokens).toEqual([]);
    expect([...(path.get('small') ?? [])]).toEqual(['start', 'f1', 'review', 'f2', 'end']);
  });

  test('a scope with something alive inside is shown by its content, and an incident by its holder', () => {
    const steps = [
      { seq: 1, at: '2026-09-18T02:00:00.000Z', event: null, chain: '', log: [
        { type: 'entered', process: 'p', element: 'sub', instance: 2, parent: 1 },
        { type: 'entered', process: 'p', element: 'call', instance: 3, parent: 2 },
        { type: 'incident', action: 'raised', element: 'call', incident: { id: 9, instance: 3, code: 'DEPT_REJECTED', message: '', raisedAt: '' } },
      ] },
    ] as unknown as HistoryStep[];
    expect(positionAfter(steps, 1).tokens).toEqual([{ process: 'p', element: 'call', instance: 3, incident: 9 }]);
    expect(anomaliesOf(steps[0]!)).toEqual(['incident']);
  });

  test('cards, refusals and entries made afterwards are anomalies; a hint is not', () => {
    const step = (entry: object): HistoryStep => ({ seq: 1, at: '', event: null, chain: '', log: [entry] }) as unknown as HistoryStep;
    expect(anomaliesOf(step({ type: 'card', level: 'hint' }))).toEqual([]);
    expect(anomaliesOf(step({ type: 'card', level: 'redCard' }))).toEqual(['card']);
    expect(anomaliesOf(step({ type: 'closed', opinion: 'disagree', occurredAt: '2026-09-18T02:00:00.000Z' }))).toEqual(['refusal', 'afterwards']);
  });

  test('half a day of silence is folded, less is not', () => {
    expect(idleBefore(history.steps, 0)).toBeNull();
    expect(idleBefore(history.steps, 1)).toBe(48 * 3_600_000 + 50 * 60_000);
    const close = [{ ...history.steps[0]!, at: '2026-09-18T02:00:00.000Z' }, { ...history.steps[1]!, at: '2026-09-18T03:00:00.000Z' }];
    expect(idleBefore(close, 1)).toBeNull();
  });

  test('a step that a person chose is told by its name, and an instance that was added by its place from one', () => {
    const words: Wording = { t: (key, values) => `${key} ${Object.values(values ?? {}).join(' ')}`, te: () => true, element: (id) => `<${id}>`, department: String };
    const chosen = { seq: 2, at: '', chain: '', event: { type: 'activate', scope: 3, node: 'survey' }, log: [{ type: 'opened', element: 'survey', name: '踏勘' }] } as unknown as HistoryStep;
    expect(stepTitle(chosen, words)).toBe('portal.log.activated <survey>');
    expect(entryText({ type: 'multiInstance', action: 'added', element: 'sign', instance: 4, position: 2, reason: '会签' }, words)).toBe('portal.log.multiInstance.added <sign> 3 会签');
  });
});
