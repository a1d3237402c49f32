import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import type { Context } from '../http/context.ts';
import { User } from '../identity/User.ts';
import type { EntityManager } from '../orm.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { DemoCity } from './DemoCity.ts';

/** The six cards of the first screen. */
export const demoCards = ['draw', 'accept', 'decide', 'wait', 'urge', 'prove'] as const;
export type DemoCard = (typeof demoCards)[number];

export const demoShape = z.object({
  virtualNow: z.string().nullable().describe('The date of the rehearsal cases'),
  main: z.string().nullable().describe('The case shown live'),
  silent: z.string().nullable().describe('The case that waits for a silent department'),
  finished: z.string().nullable().describe('A finished case to replay'),
  approver: z.string().nullable().describe('Who has an open item in the main case'),
  ticked: z.array(z.enum(demoCards)),
  historyUrl: z.string().nullable(),
});

/** The parts of the demonstration's rehearsal cases. */
export const demoParts = ['main', 'silent', 'finished'] as const;

/** Case numbers of the rehearsals by their part. */
export async function demoCases(em: EntityManager): Promise<Partial<Record<(typeof demoParts)[number], string>>> {
  const rows = await em.find(DemoCity, { name: { $in: [...demoParts] } });
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** Remembers which case plays which part. @throws DomainError NOT_FOUND for a number that is no rehearsal */
export async function nameDemoCases(em: EntityManager, parts: Record<(typeof demoParts)[number], string>): Promise<void> {
  for (const name of demoParts) {
    if ((await em.count(Case, { caseNumber: parts[name], clockMode: 'rehearsal' })) === 0) throw new DomainError('NOT_FOUND');
    await em.upsert(DemoCity, { name, value: parts[name] });
  }
}

/** State of the demonstration city for the first screen. */
export async function describeDemo(em: EntityManager, context: Context): Promise<z.input<typeof demoShape>> {
  const cases = await demoCases(em);
  const main = cases.main === undefined ? null : await em.findOne(Case, { caseNumber: cases.main });
  const ticks = await em.find(DemoCity, { name: { $like: 'ticked:%' } }, { orderBy: { value: 'asc' } });
  const ticked = new Set(ticks.map(({ name }) => name.slice('ticked:'.length)));
  return {
    virtualNow: main?.virtualNow ?? null,
    main: cases.main ?? null,
    silent: cases.silent ?? null,
    finished: cases.finished ?? null,
    approver: cases.main === undefined ? null : await approverOf(em, cases.main),
    ticked: demoCards.filter((card) => ticked.has(card)),
    historyUrl: cases.main === undefined ? null : historyUrl(context, cases.main),
  };
}

/** Remembers that a visitor has done what a card invites to. */
export async function tickCard(em: EntityManager, card: DemoCard, now: string): Promise<void> {
  await em.getConnection().execute('insert into demo_city (name, value) values (?, ?) on conflict do nothing', [`ticked:${card}`, now], 'run');
}

/** Somebody with an open item in the case; the departments' own order decides between several. */
async function approverOf(em: EntityManager, caseNumber: string): Promise<string | null> {
  const items = await em.find(WorkItem, { caseNumber, state: { $in: ['open', 'claimed'] }, role: 'approver', department: { $ne: null } });
  const departments = new Set(items.flatMap(({ department }) => department ?? []));
  const people = await em.find(User, { persona: true, department: { $in: [...departments] } }, { orderBy: { position: 'asc' } });
  return people.find(({ posts }) => posts.includes('handler'))?.id ?? null;
}

/** Temporal's own page of the case's history, where the supervisor started one. */
function historyUrl({ config }: Pick<Context, 'config'>, caseNumber: string): string | null {
  const run = runFile.safeParse(readJson(join(config.dataDir, 'run.json')));
  const port = run.success ? run.data.ports.temporalUi : null;
  return port === null ? null : `http://127.0.0.1:${port}/namespaces/${config.temporal.namespace}/workflows/${caseNumber}`;
}

const runFile = z.object({ ports: z.object({ temporalUi: z.number().nullable() }) });

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
