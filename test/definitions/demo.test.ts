import { describe, expect, test } from '@jest/globals';
import { canonical } from '../../engine/canonical.ts';
import type { State } from '../../engine/state.ts';
import { readScenario } from '../../scripts/demo/scenario.ts';
import { runScenario } from '../../scripts/demo/runScenario.ts';
import { compileMatter, coreDriver } from '../support/coreDriver.ts';

const readCase = (name: string) => readScenario(new URL(`../../definitions/matters/joint-utility-connection/cases/${name}.json`, import.meta.url).pathname);
const scenario = readCase('demo');

describe('the rehearsed F1 case on the bare core', () => {
  test('SC-01, SC-10, SC-19: every date, card, document and ledger row is the one worked out by hand', async () => {
    // given
    const program = await compileMatter('joint-utility-connection');
    // when
    const differences = await runScenario(scenario, coreDriver(program), () => {});
    // then
    expect(differences).toEqual([]);
  });

  test.each(['under-way', 'silent-department'])('the case %s of the demonstration city stands where its page says', async (name) => {
    // given
    const program = await compileMatter('joint-utility-connection');
    // when
    const differences = await runScenario(readCase(name), coreDriver(program), () => {});
    // then
    expect(differences).toEqual([]);
  });

  test('a wrong date in the scenario is found: the comparison can fail', async () => {
    // given
    const program = await compileMatter('joint-utility-connection');
    const wrong = { ...scenario, expect: { ...scenario.expect!, cards: scenario.expect!.cards.map((card) => (card.level === 'redCard' ? { ...card, on: '2026-12-11' } : card)) } };
    // when
    const differences = await runScenario(wrong, coreDriver(program), () => {});
    // then
    expect(differences.map(({ what }) => what)).toEqual(['cards']);
  });

  test('state is plain JSON after every step', async () => {
    // given
    const states: State[] = [];
    const program = await compileMatter('joint-utility-connection');
    // when
    await runScenario(scenario, coreDriver(program, (state) => states.push(state)), () => {});
    // then
    expect(states.length).toBeGreaterThan(70);
    for (const state of states) expect(canonical(JSON.parse(JSON.stringify(state)))).toBe(canonical(state));
  });
});
