import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../../engine/canonical.ts';
import { programHash } from '../../engine/compile.ts';
import { compileTogether, type DrawingFile, type FileProblem } from '../../engine/deployment.ts';
import { DomainError } from '../../engine/errors.ts';
import { timerWait } from '../../engine/interpreter/triggers.ts';
import { startsOf } from '../../engine/starts.ts';
import type { Program } from '../../engine/program.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import type { Language } from '../http/problem.ts';
import { inTransaction, type EntityManager, type Orm } from '../orm.ts';
import { live } from '../post/world.ts';
import { toText } from '../readModel/json.ts';
import { EngineDeployment } from './EngineDeployment.ts';
import { EngineProcess } from './EngineProcess.ts';
import { EngineTimer } from './EngineTimer.ts';

/** What is deployed, by whom, and on which clock: the wall's, or a rehearsal's own that begins at `now`. */
export interface DeploymentOrder {
  readonly files: readonly DrawingFile[];
  readonly rehearsal?: { readonly now: string } | undefined;
  readonly user: string;
}

/** A problem with its rule in words. */
export type ToldProblem = FileProblem & { readonly text: string };

const texts = Object.fromEntries(
  (['zh-CN', 'en'] as const).map((language) => [language, JSON.parse(readFileSync(join(import.meta.dirname, '../../ui/messages', language, 'problems.json'), 'utf8')) as Record<string, string>]),
) as Record<Language, Record<string, string>>;

/**
 * Compiles the files together and makes every process startable in its next version, or none of them. A rehearsal is a
 * world of its own: it becomes nobody else's newest version. Asked again under the same id it answers with what it made.
 * @returns the warnings
 * @throws DomainError DEPLOYMENT_HAS_PROBLEMS with every problem
 */
export async function deploy(orm: Orm, id: string, order: DeploymentOrder, now: string, language: Language): Promise<ToldProblem[]> {
  const { programs, problems } = await compileTogether(order.files, { profile: 'bpmn' });
  const told = problems.map((problem) => ({ ...problem, text: inWords(problem, language) }));
  if (Object.keys(programs).length === 0) throw new DomainError('DEPLOYMENT_HAS_PROBLEMS', { problems: told });
  await inTransaction(orm, async (em) => {
    if ((await em.count(EngineDeployment, { id })) > 0) return;
    const world = order.rehearsal ? id : live;
    em.create(EngineDeployment, { id, world, now: order.rehearsal?.now ?? null, files: toText(order.files), deployedBy: order.user, deployedAt: now });
    for (const program of Object.values(programs)) await keep(em, program, { id, world, at: order.rehearsal?.now ?? now });
  });
  return told;
}

async function keep(em: EntityManager, program: Program, { id, world, at }: { id: string; world: string; at: string }): Promise<void> {
  const key = program.main;
  const [newest] = await em.find(EngineProcess, { key }, { orderBy: { version: 'desc' }, limit: 1, fields: ['version'] });
  const version = (newest?.version ?? 0) + 1;
  await em.nativeUpdate(EngineProcess, { key, world, current: true }, { current: false });
  // What an older version still had to fire is gone with it.
  await em.nativeDelete(EngineTimer, { key, world });
  em.create(EngineProcess, { key, version, deployment: id, world, name: program.processes[key]?.name ?? key, program: toText(program), programHash: programHash(program), current: true });
  const calendar = await currentCalendar(em);
  startsOf(program).forEach(({ node, trigger }, part) => {
    if (trigger.kind !== 'timer') return;
    const first = timerWait(trigger.form, trigger.text, at, calendar);
    em.create(EngineTimer, { id: hashText(`${key}@${version}/${node}/${part}`).slice(0, 32), world, deployment: id, key, version, node, nextAt: first.due, every: first.every ?? null, left: first.left ?? null });
  });
}

function inWords({ code, params = {} }: FileProblem, language: Language): string {
  return (texts[language][code] ?? code).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
