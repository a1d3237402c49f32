import { describe, expect, test } from '@jest/globals';
import { canonical } from '../../engine/canonical.ts';
import type { State } from '../../engine/state.ts';
import { runScenario } from '../../engine/scenario/run.ts';
import { step } from '../../engine/interpreter/step.ts';
import { readScenario } from '../../scripts/scenario/scenario.ts';
import { compileMatter, stageOf } from '../support/shippedStage.ts';

const matter = 'joint-utility-connection';
const readCase = (name: string) => readScenario(new URL(`../../definitions/matters/joint-utility-connection/cases/${name}.json`, import.meta.url).pathname);
const scenario = readCase('demo');

describe('the rehearsed F1 case on the bare core', () => {
  test('SC-01, SC-10, SC-19: every date, card, document and ledger row is the one worked out by hand', async () => {
    // given
    const program = await compileMatter('joint-utility-connection');
    // when
    const { differences } = runScenario(stageOf(matter, program), scenario);
    // then
    expect(differences).toEqual([]);
  });

  test.each(['under-way', 'silent-department'])('the case %s of the demonstration city stands where its page says', async (name) => {
    // given
    const program = await compileMatter('joint-utility-connection');
    // when
    const { differences } = runScenario(stageOf(matter, program), readCase(name));
    // then
    expect(differences).toEqual([]);
  });

  test('a wrong date in the scenario is found: the comparison can fail', async () => {
    // given
    const program = await compileMatter('joint-utility-connection');
    const wrong = { ...scenario, expect: { ...scenario.expect!, cards: scenario.expect!.cards!.map((card) => (card.level === 'redCard' ? { ...card, on: '2026-12-11' } : card)) } };
    // when
    const { differences } = runScenario(stageOf(matter, program), wrong);
    // then
    expect(differences.map(({ what }) => what)).toEqual(['cards']);
  });

  test('state is plain JSON after every step', async () => {
    // given
    const program = await compileMatter('joint-utility-connection');
    // when
    const { play } = runScenario(stageOf(matter, program), scenario);
    const states: State[] = [];
    for (const event of play!.events) states.push(step(program, states.at(-1) ?? null, event).state);
    // then
    expect(states.length).toBeGreaterThan(70);
    for (const state of states) expect(canonical(JSON.parse(JSON.stringify(state)))).toBe(canonical(state));
  });
});
