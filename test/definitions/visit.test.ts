import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Driver } from '../../scripts/demo/driver.ts';
import scenario from '../../definitions/matters/joint-utility-connection/cases/demo.json' with { type: 'json' };
import { compileMatter, coreDriver } from '../support/coreDriver.ts';

const mandatory = ['waterCompany-1', 'power-1', 'gasCompany-1', 'telecomOffice-1', 'urbanManagement-1'];
const [first, second, third] = ['2026-09-21T09:00:00+08:00', '2026-09-21T14:30:00+08:00', '2026-09-22T09:00:00+08:00'] as const;

describe('agreeing the slot of a joint visit', () => {
  let visit: Driver;

  beforeEach(async () => {
    visit = coreDriver(await compileMatter('joint-utility-connection'));
    await visit.start(scenario.start);
    for (const user of ['waterCompany-1', 'power-1', 'gasCompany-1', 'telecomOffice-1']) await visit.complete('needs', user, { variables: {} });
  });

  const propose = (slots: readonly string[]) => visit.complete('propose', 'housing-1', { variables: { slots, place: '项目现场大门' } });

  /** Everyone answers with all the slots, but for those named. */
  async function answer(all: readonly string[], but: Readonly<Record<string, readonly string[]>> = {}): Promise<void> {
    for (const user of [...mandatory, 'trafficPolice-1']) await visit.complete('availability', user, { variables: { can: but[user] ?? all, people: null } });
    await visit.complete('applicant_time', 'clerk1', { variables: { can: but['clerk1'] ?? all, people: null } });
  }

  const open = async (): Promise<string[]> => [...new Set((await visit.see()).items.filter((item) => item.open).map(({ element }) => element))];

  /** The slot at which the conclusions open. */
  async function slotCame(at: string): Promise<boolean> {
    const instant = new Date(at).toISOString();
    await visit.advance(new Date(Date.parse(at) - 60_000).toISOString());
    const before = await open();
    await visit.advance(instant);
    return !before.includes('on_site') && (await open()).includes('on_site');
  }

  test('SC-08 the one slot that suits every mandatory participant is taken', async () => {
    await propose([first, second, third]);
    await answer([first, second, third], { 'waterCompany-1': [first, second], 'power-1': [second, third], 'gasCompany-1': [second] });
    expect(await slotCame(second)).toBe(true);
  });

  test('of several common slots the earliest is taken, in whatever order they were proposed', async () => {
    await propose([third, second, first]);
    await answer([third, first]);
    expect(await slotCame(first)).toBe(true);
  });

  test('who need not come does not decide', async () => {
    await propose([first, third]);
    await answer([first, third], { 'trafficPolice-1': [] });
    expect(await slotCame(first)).toBe(true);
  });

  test('the applicant decides as a mandatory participant does', async () => {
    await propose([first, third]);
    await answer([first, third], { clerk1: [third] });
    expect(await slotCame(third)).toBe(true);
  });

  test('SC-09 without a common slot a second round is asked, then the lead department decides; nobody is deemed to agree', async () => {
    // given a first round in which power can only come when gas can not
    await propose([first, second]);
    await answer([first, second], { 'power-1': [first], 'gasCompany-1': [second] });
    // then another proposal is asked for, and the lead need not settle it yet
    expect(await open()).toEqual(['propose']);
    // when that fails too
    await propose([third]);
    await answer([third], { 'gasCompany-1': [] });
    // then
    expect(await open()).toEqual(['decide']);
    await visit.complete('decide', 'housing-1', { variables: { slot: third, decisionNote: '与燃气协调一致' } });
    expect(await slotCame(third)).toBe(true);
  });

  test('a second round that finds a slot needs no decision', async () => {
    await propose([first]);
    await answer([first], { clerk1: [] });
    await propose([third]);
    await answer([third]);
    expect(await slotCame(third)).toBe(true);
  });
});
