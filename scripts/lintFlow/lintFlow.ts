import { loadDecisions } from '../../definitions/decisions/load.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { readBpmn } from '../../engine/bpmn.ts';
import { compile, type Compiled } from '../../engine/compile.ts';
import { type AskingForm, questionsOf } from '../../engine/deadline/questions.ts';
import { compileDecisions } from '../../engine/decisions/compileFiles.ts';
import { DomainError } from '../../engine/errors.ts';
import { fixesFor, type Fix, type Register } from '../../engine/fixes/index.ts';
import type { Problem } from '../../engine/problem.ts';
import type { ProcessProgram } from '../../engine/program.ts';
import { profileOf } from '../../server/catalog/compileDrawing.ts';
import { factsOf } from '../../server/catalog/facts.ts';
import { formProblems } from '../../server/catalog/formProblems.ts';
import { readDrawing } from '../../server/catalog/readDrawing.ts';
import { type FlowFile, scanned } from './readFlows.ts';

/** A problem of a file, and the mechanical fix the designer would offer. */
export interface Finding {
  readonly problem: Problem;
  readonly fix: Fix | null;
}

/** Checks a drawing by every publish rule, as browser and server do, against the shipped register. `around`: other flows it may call. */
export async function lintFlow(flow: FlowFile, around: readonly FlowFile[]): Promise<readonly Finding[]> {
  const { problems } = await compiled(flow, around, new Set([flow.path]));
  const definitions = await readBpmn(flow.xml).then((read) => read.definitions, () => null);
  const propose = definitions === null ? () => null : fixesFor(definitions, register());
  return problems.map((problem) => ({ problem, fix: propose(problem) }));
}

async function compiled(flow: FlowFile, around: readonly FlowFile[], calling: ReadonlySet<string>): Promise<Compiled> {
  const { xml, form, parts } = flow;
  const refused = refusal(xml);
  if (refused !== null) return { program: null, problems: [refused] };
  const drawing = readDrawing(xml);
  const called: Record<string, ProcessProgram> = {};
  for (const key of drawing.calledProcesses) {
    const other = around.find((each) => !calling.has(each.path) && scanned(each.xml)?.elements.get(key)?.type === 'process');
    if (other !== undefined) Object.assign(called, (await compiled(other, around, new Set([...calling, other.path]))).program?.processes);
  }
  const own = await compileDecisions(Object.entries(parts.decisions).map(([name, text]) => ({ name, xml: text })));
  const matterForms = [...around, flow].flatMap((each) => (each.form === null ? [] : [{ key: each.path, form: each.form }]));
  const facts = { ...factsOf(matterForms, parts, form), questions: questionsOf(form as AskingForm | null), offered: form !== null };
  const { program, problems } = await compile(drawing.xml, { profile: profileOf(drawing), called, decisions: { ...(await loadDecisions()).decisions, ...own.decisions }, facts });
  return { program, problems: [...problems, ...own.problems, ...formProblems(drawing, program, form, parts, facts)] };
}

/** What the door of the platform refuses (size, forbidden signs, DOCTYPE) is a finding here. */
function refusal(xml: string): Problem | null {
  try {
    readDrawing(xml);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { elementId: '', code: error.code, severity: 'error', params: error.details as Problem['params'] & object };
  }
}

function register(): Register {
  const { departments, serviceItems } = loadOrganisation();
  return {
    items: Object.fromEntries(serviceItems.map(({ code, name, department, limit }) => [code, { name: name.zh, department, limit }])),
    departments: Object.fromEntries(departments.map(({ id, name }) => [id, name.zh])),
    ladders: ['none', ...Object.keys(loadLadders())],
  };
}
