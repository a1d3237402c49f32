import { beforeAll, describe, expect, test } from '@jest/globals';
import { computed, effectScope, nextTick, shallowRef } from 'vue';
import { noParts, withParts } from '../../../definitions/parts.ts';
import type { OpenDraft } from '../../../designer/draft/openDraft.ts';
import { takePastCase } from '../../../designer/rehearse/pastCase.ts';
import type { Take } from '../../../designer/rehearse/takes.ts';
import { useRehearsal } from '../../../designer/rehearse/useRehearsal.ts';
import { useScenarios } from '../../../designer/rehearse/useScenarios.ts';
import type { Stage } from '../../../engine/scenario/play.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { drawing, end, names, path, programOf, start, user } from '../../support/drawing.ts';
import { begin, smallStage } from '../../engine/scenario/support.ts';

let small: Stage;
let shorter: Stage;
beforeAll(async () => {
  small = await smallStage();
  const content = start + user('look', 'gov:department="fireRescue" gov:role="approver" gov:opinions="agree,disagree"') + end + path('start', 'look', 'end');
  shorter = { ...small, program: await programOf(drawing(content, { more: names })) };
});
const housing = { department: 'housing', operation: 'processing', mode: 'ok' } as const;

describe('a rehearsal', () => {
  test('given departments that are being asked, when the drawing changes, then the question is still open', async () => {
    const stage = shallowRef<Stage | null>(small);
    const rehearsal = useRehearsal(computed(() => stage.value));
    rehearsal.begin(begin);
    expect(rehearsal.play.value!.calls).toHaveLength(1);
    stage.value = { ...small };
    await nextTick();

    expect(rehearsal.play.value!.calls).toHaveLength(1);
    expect(rehearsal.answer([housing])).toBe(true);
  });

  test('given a drawing with errors and then one on which the last act can no longer be done, then it is shown as far as it goes, with the refusal', async () => {
    const stage = shallowRef<Stage | null>(small);
    const rehearsal = useRehearsal(computed(() => stage.value));
    rehearsal.load({ title: { zh: '' }, start: begin, steps: [{ complete: 'look', by: 'fireRescue-1', opinion: 'agree' }, { complete: 'decide', by: 'housing-1' }] });
    expect(rehearsal.play.value!.state.status).not.toBe('running');
    stage.value = null;
    await nextTick();
    stage.value = shorter;
    await nextTick();

    expect(rehearsal.take.value!.steps).toHaveLength(1);
    expect(rehearsal.refusal.value).not.toBeNull();
  });

  test('given a take that was left with its room, when the room is entered again, then it is gone on with, on the drawing as it is by then', () => {
    const take = shallowRef<Take | null>(null);
    const visit = (stage: Stage) => {
      const scope = effectScope();
      return { rehearsal: scope.run(() => useRehearsal(computed(() => stage), take))!, leave: () => scope.stop() };
    };
    const first = visit(small);
    first.rehearsal.begin(begin);
    first.rehearsal.answer([housing]);
    first.leave();
    const second = visit(small);
    expect(second.rehearsal.play.value!.state).toEqual(first.rehearsal.play.value!.state);
    second.rehearsal.act({ complete: 'look', by: 'fireRescue-1', opinion: 'agree' });
    second.leave();

    expect(visit(shorter).rehearsal.play.value!.state.status).toBe('completed');
  });
});

describe('a past case', () => {
  const scenario: Scenario = { title: { zh: '来自办件' }, start: begin, steps: [{ complete: 'look', by: 'fireRescue-1', opinion: 'agree' }] };
  function room() {
    const stage = computed(() => small);
    const parts = shallowRef(noParts);
    const draft = { parts, change: ({ parts: change }) => void (parts.value = withParts(parts.value, change!)) } as Pick<OpenDraft, 'parts' | 'change'> as OpenDraft;
    const rehearsal = useRehearsal(stage);
    const { keep } = useScenarios(draft, stage);
    const shown: string[] = [];
    return { parts, rehearsal, shown, taker: { keep, show: (id: string, found: Scenario) => void (shown.push(id), rehearsal.load(found)) } };
  }

  test('given one of this matter, then it is kept and shown at once', () => {
    const { parts, rehearsal, shown, taker } = room();
    expect(takePastCase({ matter: 'here', scenario }, 'here', taker)).toBe(true);

    expect(Object.keys(parts.value.scenarios)).toEqual(shown);
    expect(rehearsal.take.value!.steps).toHaveLength(1);
  });

  test('given one of another matter, then nothing is kept', () => {
    const { parts, rehearsal, shown, taker } = room();
    expect(takePastCase({ matter: 'there', scenario }, 'here', taker)).toBe(false);

    expect([parts.value.scenarios, shown, rehearsal.take.value]).toEqual([{}, [], null]);
  });
});
