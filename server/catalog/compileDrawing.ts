import { loadDecisions } from '../../definitions/decisions/load.ts';
import type { Parts } from '../../definitions/parts.ts';
import { compile } from '../../engine/compile.ts';
import { type AskingForm, questionsOf } from '../../engine/deadline/questions.ts';
import { compileDecisions } from '../../engine/decisions/compileFiles.ts';
import type { Problem } from '../../engine/problem.ts';
import type { ProcessProgram, Profile, Program } from '../../engine/program.ts';
import type { EntityManager } from '../orm.ts';
import { DefinitionVersion, type Pin } from './DefinitionVersion.ts';
import { registeredFacts } from './facts.ts';
import { formProblems } from './formProblems.ts';
import type { Drawing } from './readDrawing.ts';

export interface Compiled {
  readonly program: Program | null;
  readonly problems: readonly Problem[];
  readonly profile: Profile;
  /** The newest published version of every process that is called. */
  readonly pins: Readonly<Record<string, Pin>>;
}

/** Compiles a drawing with its own parts and form against what is published and registered now. Problems are data; nothing is thrown for them. */
export async function compileDrawing(em: EntityManager, drawing: Drawing, parts: Parts | null = null, form: object | null = null): Promise<Compiled> {
  const profile = profileOf(drawing);
  const called: Record<string, ProcessProgram> = {};
  const pins: Record<string, Pin> = {};
  const inside = new Set([...drawing.elements.values()].filter(({ type }) => type === 'process').map(({ id }) => id));
  for (const process of drawing.calledProcesses) {
    const version = inside.has(process) ? null : await newestVersionOf(em, process);
    if (version === null) continue;
    Object.assign(called, version.verified().processes);
    pins[process] = { key: version.key, version: version.version, contentHash: version.contentHash };
  }
  const own = await compileDecisions(Object.entries(parts?.decisions ?? {}).map(([name, xml]) => ({ name, xml })));
  const decisions = { ...(await loadDecisions()).decisions, ...own.decisions };
  const facts = { ...(await registeredFacts(em, parts, form)), questions: questionsOf(form as AskingForm | null) };
  const { program, problems } = await compile(drawing.xml, { profile, called, decisions, facts });
  return { program, problems: [...problems, ...own.problems, ...formProblems(drawing, program, form, parts, facts)], profile, pins };
}

/** `matter` unless the process says otherwise: the strict profile is what a designer gets without asking. */
export function profileOf(drawing: Drawing): Profile {
  return [...drawing.elements.values()].some(({ type, fields }) => type === 'process' && fields.get('gov:profile') === 'bpmn') ? 'bpmn' : 'matter';
}

async function newestVersionOf(em: EntityManager, process: string): Promise<DefinitionVersion | null> {
  const [newest] = await em.find(DefinitionVersion, { process }, { orderBy: { publishedAt: 'desc', version: 'desc' }, limit: 1 });
  return newest ?? null;
}
