import type { Parts } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import { type Problem, warning } from '../../engine/problem.ts';
import type { ProcessProgram, Profile, Program } from '../../engine/program.ts';
import type { EntityManager } from '../orm.ts';
import { compileAround, profileOf } from './compileAround.ts';
import { DefinitionVersion, type Pin } from './DefinitionVersion.ts';
import { registeredFacts } from './facts.ts';
import { inForceOn, type Retired, retiredOf } from './inForce.ts';
import type { Drawing } from './readDrawing.ts';

export interface Compiled {
  readonly program: Program | null;
  readonly problems: readonly Problem[];
  readonly profile: Profile;
  /** The version in force of every process that is called. */
  readonly pins: Readonly<Record<string, Pin>>;
}

/** Where a drawing belongs: key of its definition, and the day on which it would take effect (`YYYY-MM-DD`). */
export interface Place {
  readonly key?: string;
  readonly on?: string;
  /** A draft from elsewhere: whether it agrees with the city's register is asked when it is submitted. */
  readonly registerLater?: true;
}

/** Compiles a drawing with its own parts and form against what is published and registered now. Problems are data; nothing is thrown for them. */
export async function compileDrawing(em: EntityManager, drawing: Drawing, parts: Parts | null = null, form: object | null = null, { key, on, registerLater }: Place = {}): Promise<Compiled> {
  const profile = profileOf(drawing);
  const called: Record<string, ProcessProgram> = {};
  const pins: Record<string, Pin> = {};
  const retired = await retiredOf(em);
  const inside = new Set([...drawing.elements.values()].filter(({ type }) => type === 'process').map(({ id }) => id));
  for (const process of drawing.calledProcesses) {
    const version = inside.has(process) ? null : await versionOfCalled(em, process, on, retired);
    if (version === null) continue;
    Object.assign(called, version.verified().processes);
    pins[process] = { key: version.key, version: version.version, contentHash: version.contentHash };
  }
  const { register, ...known } = await registeredFacts(em, parts, form, on);
  const { program, problems } = await compileAround(drawing, parts, form, { called, facts: { ...known, ...(register && !registerLater ? { register } : {}) } });
  const taken = profile === 'matter' && key !== undefined ? await codeTaken(em, program, key, retired) : [];
  return { program, problems: [...problems, ...taken], profile, pins };
}

/** What a drawing runs as. @throws DomainError DEFINITION_HAS_PROBLEMS where its problems let it run as nothing */
export function programIn({ program, problems }: Pick<Compiled, 'program' | 'problems'>): Program {
  if (program === null) throw new DomainError('DEFINITION_HAS_PROBLEMS', { count: problems.length, problems });
  return program;
}

/**
 * The version by which a process is called: the one of its definition that would start new cases on the day. Where that one is
 * retired there is none, for callers as for applicants, until an earlier one has come back through a review.
 */
async function versionOfCalled(em: EntityManager, process: string, on: string | undefined, retired: Retired): Promise<DefinitionVersion | null> {
  // Programs and drawings are large: only the one that is called is read whole.
  const keys = new Set((await em.find(DefinitionVersion, { process }, { fields: ['key'] })).map(({ key }) => key));
  const versions = (await em.find(DefinitionVersion, { key: { $in: [...keys] } }, { fields: ['key', 'version', 'process', 'effectiveOn'], orderBy: { publishedAt: 'desc' } })) as unknown as DefinitionVersion[];
  const found = inForceOn(versions, retired, on).find((each) => each.process === process);
  return found === undefined ? null : em.findOneOrFail(DefinitionVersion, { key: found.key, version: found.version });
}

/** Another definition that is published under the same code of the register: applicants would be offered two. */
async function codeTaken(em: EntityManager, program: Program | null, key: string, retired: Retired): Promise<Problem[]> {
  const code = program?.processes[program.main]?.matter?.registerCode;
  if (program === null || code === undefined) return [];
  const others = await em.find(DefinitionVersion, { key: { $ne: key }, program: { $like: `%"registerCode":${JSON.stringify(code)}%` } }, { fields: ['key'], orderBy: { key: 'asc' } });
  const other = others.find((one) => !retired.matter(one.key));
  return other === undefined ? [] : [warning(program.main, 'REGISTER_CODE_TAKEN', { code, other: other.key, name: program.processes[program.main]!.name })];
}
