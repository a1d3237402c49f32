import { beforeAll, describe, expect, test } from '@jest/globals';
import { replay, takeOf, type Take, withAct, withAnswers, withoutLast } from '../../../designer/rehearse/takes.ts';
import { waitingOf } from '../../../designer/rehearse/waiting.ts';
import type { Stage } from '../../../engine/scenario/play.ts';
import { begin, smallStage } from '../../engine/scenario/support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await smallStage();
});

const started: Take = { start: begin, steps: [], rounds: 0 };
const housing = { department: 'housing', operation: 'processing' } as const;
const waits = (take: Take) => waitingOf(stage.program, replay(stage, take)).map(({ kind, element }) => `${kind} ${element}`);

describe('a take of a rehearsal', () => {
  test('given a call that the start makes, when departments answer, then what they were told stands at the start', () => {
    expect(replay(stage, started).calls).toHaveLength(1);
    const answered = withAnswers(started, [{ ...housing, mode: 'silent' }]);

    expect(answered.start.departments).toEqual([{ ...housing, mode: 'silent' }]);
    expect(waits(answered)).toEqual(['held ask']);
  });

  test('given an answer to a held call, when the next step is done, then the case waits for nobody else', () => {
    const answered = withAnswers(started, [{ ...housing, mode: 'silent' }]);
    const spoken = withAct(answered, { standin: { ...housing, mode: 'ok', answer: 1 } });

    expect(waits(spoken)).toEqual(['work look']);
    expect(waits(withAct(spoken, { complete: 'look', by: 'fireRescue-1', opinion: 'agree' }))).toEqual(['work decide']);
  });

  test('given a call made by an act, when departments answer it, then what they are told stands before that act and after the ones before', () => {
    const take: Take = { start: begin, steps: [{ complete: 'a' }, { standin: { ...housing, mode: 'down' } }, { complete: 'b' }], rounds: 0 };
    const other = { department: 'power', operation: 'processing', mode: 'refuse', code: 'NO' } as const;

    expect(withAnswers(take, [other]).steps).toEqual([{ complete: 'a' }, { standin: { ...housing, mode: 'down' } }, { standin: other }, { complete: 'b' }]);
    expect(withAnswers(take, [{ ...housing, mode: 'ok' }]).steps).toEqual([{ complete: 'a' }, { standin: { ...housing, mode: 'ok' } }, { complete: 'b' }]);
  });

  test('given some acts, when the newest is taken back, then the case stands as before it, and at the start there is nothing to take back', () => {
    const one = withAct(withAnswers(started, []), { complete: 'look', by: 'fireRescue-1', opinion: 'agree' });

    expect(waits(withoutLast(one)!)).toEqual(['work look']);
    expect(withoutLast(withoutLast(one)!)).toBeNull();
  });

  test('given a scenario with a step that can no longer be done, when it is loaded, then it is shown as far as it goes, with the refusal', () => {
    const { take, refusal } = takeOf(stage, begin, [{ complete: 'look', by: 'fireRescue-1', opinion: 'agree' }, { complete: 'look', by: 'fireRescue-1' }]);

    expect(take.steps).toHaveLength(1);
    expect(refusal?.code).toBe('SCENARIO_NOTHING_OPEN');
  });
});
