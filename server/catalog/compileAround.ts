import { loadDecisions } from '../../definitions/decisions/load.ts';
import type { Parts } from '../../definitions/parts.ts';
import { compile, type Compiled } from '../../engine/compile.ts';
import { type AskingForm, questionsOf } from '../../engine/deadline/questions.ts';
import { compileDecisions } from '../../engine/decisions/compileFiles.ts';
import type { ProcessProgram, Profile } from '../../engine/program.ts';
import type { Facts } from '../../engine/rules/index.ts';
import { formProblems } from './formProblems.ts';
import type { Drawing } from './readDrawing.ts';

/** What a drawing is compiled against, wherever it comes from: processes it may call, and what is registered. */
export interface Around {
  readonly called: Readonly<Record<string, ProcessProgram>>;
  readonly facts: Facts;
}

/** Compiles a drawing with its own parts and form by every publish rule. Problems are data; nothing is thrown for them. */
export async function compileAround(drawing: Drawing, parts: Parts | null, form: object | null, { called, facts: known }: Around): Promise<Compiled> {
  const own = await compileDecisions(Object.entries(parts?.decisions ?? {}).map(([name, xml]) => ({ name, xml })));
  const decisions = { ...(await loadDecisions()).decisions, ...own.decisions };
  const facts = { ...known, questions: questionsOf(form as AskingForm | null), offered: form !== null };
  const { program, problems } = await compile(drawing.xml, { profile: profileOf(drawing), called, decisions, facts });
  return { program, problems: [...problems, ...own.problems, ...formProblems(drawing, program, form, parts, facts)] };
}

/** `matter` unless the process says otherwise: the strict profile is what a designer gets without asking. */
export function profileOf(drawing: Drawing): Profile {
  return [...drawing.elements.values()].some(({ type, fields }) => type === 'process' && fields.get('gov:profile') === 'bpmn') ? 'bpmn' : 'matter';
}
