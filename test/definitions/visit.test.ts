import { beforeEach, describe, expect, test } from '@jest/globals';
import { Play } from '../../engine/scenario/play.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import scenario from '../../definitions/matters/joint-utility-connection/cases/demo.json' with { type: 'json' };
import { compileMatter, stageOf } from '../support/shippedStage.ts';

const mandatory = ['waterCompany-1', 'power-1', 'gasCompany-1', 'telecomOffice-1', 'urbanManagement-1'];
const [first, second, third] = ['2026-09-21T09:00:00+08:00', '2026-09-21T14:30:00+08:00', '2026-09-22T09:00:00+08:00'] as const;

describe('agreeing the slot of a joint visit', () => {
  let visit: Play;

  beforeEach(async () => {
    visit = new Play(stageOf('joint-utility-connection', await compileMatter('joint-utility-connection')), scenario.start as Scenario['start']);
    complete('needs', ['waterCompany-1', 'power-1', 'gasCompany-1', 'telecomOffice-1'], {});
  });

  const complete = (element: string, by: string | string[], variables: Record<string, unknown>): void => visit.act({ complete: element, by, variables });
  const propose = (slots: readonly string[]): void => complete('propose', 'housing-1', { slots, place: '项目现场大门' });

  /** Everyone answers with all the slots, but for those named. */
  function answer(all: readonly string[], but: Readonly<Record<string, readonly string[]>> = {}): void {
    for (const user of [...mandatory, 'trafficPolice-1']) complete('availability', user, { can: but[user] ?? all, people: null });
    complete('applicant_time', 'clerk1', { can: but['clerk1'] ?? all, people: null });
  }

  const open = (): string[] => [...new Set(visit.view.items.filter((item) => item.open).map(({ element }) => element))];

  /** The slot at which the conclusions open. */
  function slotCame(at: string): boolean {
    const instant = new Date(at).toISOString();
    visit.act({ advance: new Date(Date.parse(at) - 60_000).toISOString() });
    const before = open();
    visit.act({ advance: instant });
    return !before.includes('on_site') && open().includes('on_site');
  }

  test('SC-08 the one slot that suits every mandatory participant is taken', () => {
    propose([first, second, third]);
    answer([first, second, third], { 'waterCompany-1': [first, second], 'power-1': [second, third], 'gasCompany-1': [second] });
    expect(slotCame(second)).toBe(true);
  });

  test('of several common slots the earliest is taken, in whatever order they were proposed', () => {
    propose([third, second, first]);
    answer([third, first]);
    expect(slotCame(first)).toBe(true);
  });

  test('who need not come does not decide', () => {
    propose([first, third]);
    answer([first, third], { 'trafficPolice-1': [] });
    expect(slotCame(first)).toBe(true);
  });

  test('the applicant decides as a mandatory participant does', () => {
    propose([first, third]);
    answer([first, third], { clerk1: [third] });
    expect(slotCame(third)).toBe(true);
  });

  test('SC-09 without a common slot a second round is asked, then the lead department decides; nobody is deemed to agree', () => {
    // given a first round in which power can only come when gas can not
    propose([first, second]);
    answer([first, second], { 'power-1': [first], 'gasCompany-1': [second] });
    // then another proposal is asked for, and the lead need not settle it yet
    expect(open()).toEqual(['propose']);
    // when that fails too
    propose([third]);
    answer([third], { 'gasCompany-1': [] });
    // then
    expect(open()).toEqual(['decide']);
    complete('decide', 'housing-1', { slot: third, decisionNote: '与燃气协调一致' });
    expect(slotCame(third)).toBe(true);
  });

  test('a second round that finds a slot needs no decision', () => {
    propose([first]);
    answer([first], { clerk1: [] });
    propose([third]);
    answer([third]);
    expect(slotCame(third)).toBe(true);
  });
});
