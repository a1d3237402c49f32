import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMilliseconds, DAY_MS } from '../engine/clock/civil.ts';
import type { Event } from '../engine/event.ts';
import { createRandom } from '../scripts/chaos/random.ts';
import { currentCalendar } from '../server/calendars/currentCalendar.ts';
import type { Group } from '../engine/gate/outcome.ts';
import { findDefinition, findVersion } from '../server/catalog/findDefinition.ts';
import { countFinished } from '../server/catalog/gate/pastCases.ts';
import { newestRun, startGate } from '../server/catalog/gate/runGate.ts';
import { saveDraft } from '../server/catalog/saveDraft.ts';
import { stageOf } from '../server/catalog/scenarios.ts';
import { submitDraft } from '../server/catalog/submitDraft.ts';
import { loadConfig } from '../server/config.ts';
import { openLog } from '../server/log.ts';
import { inTransaction, migrate, openOrm, type Orm } from '../server/orm.ts';
import { seedCalendars, seedMatters } from '../server/system/seedCity.ts';
import { storePastCases } from '../test/server/support/storePastCases.ts';
import { machine } from './machine.ts';
import { pastCase } from './pastCase.ts';

/** What the gate is measured with. */
export interface GateBench {
  readonly matter: string;
  readonly cases: number;
  /** Folder of the database; it is kept, and the cases in it are used again. Left out: a temporary one. */
  readonly data: string | undefined;
}

/** Cases written at once. */
const CHUNK = 50;
/** The first day on which one was accepted, its hours, and how much later the last one was. */
const BEGAN = '2026-01-05T01:00:00.000Z';
const HOURS_MS = 8 * 3_600_000;
const DAYS = 150;

/** What the new version of each matter does otherwise: some cases go another way. */
const changes: Readonly<Record<string, readonly [string, string]>> = {
  'joint-utility-connection': ['>=affectsTraffic<', '>=affectsTraffic and digsRoad<'],
  'open-a-restaurant': ['>=signboard<', '>=signboard and hotFood<'],
};

/**
 * The replay gate as a publisher runs it: so many finished cases of a shipped matter, made by the core with answers that vary,
 * stored in the ordinary tables, every one folded through a changed drawing in the ordinary threads. Then once more with
 * nothing left to fold.
 */
export async function benchGate({ matter, cases, data }: GateBench): Promise<void> {
  const dataDir = data ?? mkdtempSync(join(tmpdir(), 'yjs-gate-'));
  mkdirSync(dataDir, { recursive: true });
  const config = { ...loadConfig({ YJS_DATA: dataDir, YJS_LOG_LEVEL: 'warn' }), dataDir };
  const orm = await openOrm(config);
  const parts = { orm, config, log: openLog(config, 'bench'), now: () => new Date().toISOString() };
  try {
    await migrate(orm);
    await seedCalendars(parts);
    await seedMatters(parts);
    const events = await seed(orm, matter, cases);
    const submission = await submit(orm, matter, parts.now());
    console.log(JSON.stringify(machine()));
    console.log(`${cases} cases of ${matter}, ${events.all} events, ${events.least} to ${events.most} a case`);
    const run = async () => (await startGate(parts, 'publisher1', matter)).ended;
    const first = await measured(run);
    const again = await measured(run);
    const { state, same, groups } = (await newestRun(orm.em.fork(), submission))!;
    const count = (kind: Group['kind']): number => groups.filter((group) => group.kind === kind).reduce((sum, group) => sum + group.count, 0);
    console.log(`${state}: ${same} the same way, ${count('other')} another, ${count('impossible')} impossible; ${groups.length} groups`);
    console.log(`${first.seconds.toFixed(1)} s, ${Math.round(cases / first.seconds)} cases a second, ${((first.cpu / cases) * 1000).toFixed(2)} ms of CPU a case; once more with nothing new ${again.seconds.toFixed(1)} s`);
    writeFileSync(new URL(`./results/gate-${matter}-${new Date().toISOString().replace(/[:.]/g, '-')}.json`, import.meta.url), `${JSON.stringify({ machine: machine(), matter, cases, events, first, again, state, same, groups: groups.length }, null, 1)}\n`);
  } finally {
    await orm.close(true);
    if (data === undefined) rmSync(dataDir, { recursive: true });
  }
}

/** Plays and stores the cases that are missing; the same seed always makes the same ones. @returns how many events they have */
async function seed(orm: Orm, matter: string, cases: number): Promise<{ readonly all: number; readonly least: number; readonly most: number }> {
  const em = orm.em.fork();
  const published = await findVersion(em, matter, 1);
  const stage = stageOf({ program: published.verified(), form: published.form ?? null, parts: published.parts ?? null }, await currentCalendar(em));
  const there = await countFinished(em, { matter, rehearsals: false });
  const random = createRandom(there + 1);
  for (let n = there; n < cases; ) {
    const made: { caseNumber: string; events: readonly Event[]; heads: readonly string[] }[] = [];
    while (made.length < Math.min(CHUNK, cases - n)) {
      const play = pastCase(stage, addMilliseconds(BEGAN, random.between(0, DAYS) * DAY_MS + random.between(0, HOURS_MS)), random);
      if (play) made.push({ caseNumber: `${matter}-${String(n + made.length).padStart(6, '0')}`, events: play.events, heads: play.heads });
    }
    await storePastCases(orm, matter, 1, made);
    n += made.length;
  }
  const [row] = await em.execute<Record<'all' | 'least' | 'most', number>[]>('select sum(seq) as "all", min(seq) as least, max(seq) as most from cases where matter = ?', [matter]);
  return row!;
}

/** Sends a changed drawing for review. */
async function submit(orm: Orm, matter: string, now: string): Promise<string> {
  const { revision, draftXml } = await findDefinition(orm.em.fork(), matter);
  const [from, to] = changes[matter]!;
  const xml = draftXml.replaceAll(from, to);
  if (!xml.includes(to)) throw new Error(`Expected the drawing to hold ${from}`);
  if (xml !== draftXml) await inTransaction(orm, (em) => saveDraft(em, 'designer1', now, { key: matter, revision, xml }));
  return (await inTransaction(orm, (em) => submitDraft(em, 'designer1', now, { key: matter, note: '' }))).id;
}

async function measured(work: () => Promise<void>): Promise<{ readonly seconds: number; readonly cpu: number }> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
}
