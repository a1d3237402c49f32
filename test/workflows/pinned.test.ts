import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentBundle } from '../../server/bundles.ts';
import { fetchRuns, readRun } from '../../server/audit/history.ts';
import { openOffice, until } from './support/office.ts';
import type { Office } from './support/office.ts';
import { otherBundle } from './support/otherBundle.ts';
import { approval } from './support/programs.ts';

describe('an update of the product', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close());

  test('leaves open cases on the workflow code they began with, and starts new ones on the new code', async () => {
    // given: an older version of the code, which the sources of its time were built into
    const current = await currentBundle(office.dataDir);
    const folder = join(office.dataDir, 'bundles');
    const code = readFileSync(current.path, 'utf8');
    const map = code.lastIndexOf('//# sourceMappingURL=');
    const older = `${code.slice(0, map)}/* an earlier version */\n`;
    const olderId = createHash('sha256').update(older).digest('hex');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${olderId}.js`), older + code.slice(map));
    const notes = readdirSync(folder).filter((name) => name.startsWith('sources-')).map((name) => join(folder, name));
    for (const note of notes) writeFileSync(note, olderId);
    const before = await office.work();
    const open = await office.start(approval());
    await until(async () => office.steps(open).length >= 2);
    await before.stop();
    // when
    for (const note of notes) writeFileSync(note, current.id);
    const after = await office.work();
    await office.complete(open, 'approve');
    await office.result(open);
    const fresh = await office.start(approval());
    await office.complete(fresh, 'approve');
    await office.result(fresh);
    // then
    const bundleOf = async (caseNumber: string) => (await readRun((await fetchRuns(office.cases.client, caseNumber))[0]!, office.codec)).bundle;
    expect(before.bundle).toBe(olderId);
    expect(after.bundle).not.toBe(olderId);
    expect(await bundleOf(open)).toBe(olderId);
    expect(await bundleOf(fresh)).toBe(after.bundle);
    await after.stop();
  }, 180_000);

  test('a behaviour that changes behind `sem`: the old case ends as its own code says, a new one as the new code says', async () => {
    // given a case that began with the code as it stood
    const before = await office.work();
    const open = await office.start(approval());
    await until(async () => office.steps(open).length >= 2);
    await before.stop();
    // when the product is updated: from sem 2 on, every opinion counts as a refusal
    const { id, before: olderId, undo } = await otherBundle(office.dataDir, [['recordOpinion(m, token, node, answer.opinion)', "recordOpinion(m, token, node, m.state.sem >= 2 ? 'disagree' : answer.opinion)"]]);
    const after = await office.work();
    const ofSem = (sem: number) => office.start({ ...approval(), sem });
    const [kept, changed] = [await ofSem(1), await ofSem(2)];
    for (const caseNumber of [open, kept, changed]) {
      await office.complete(caseNumber, 'approve', 'agree');
      await office.result(caseNumber);
    }
    // then
    const ended = async (caseNumber: string) => {
      const entered = office.steps(caseNumber).flatMap((step) => step.log).flatMap((entry) => (entry.type === 'entered' ? [entry.element] : []));
      return [entered.at(-1), (await readRun((await fetchRuns(office.cases.client, caseNumber))[0]!, office.codec)).bundle];
    };
    expect(await ended(open)).toEqual(['issued', olderId]);
    expect(await ended(kept)).toEqual(['issued', id]);
    expect(await ended(changed)).toEqual(['refused', id]);
    await after.stop();
    undo();
  }, 180_000);
});
