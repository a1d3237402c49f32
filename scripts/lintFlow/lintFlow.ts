import { loadLadders } from '../../definitions/ladders/load.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { loadRegister } from '../../definitions/register/load.ts';
import { civilDate } from '../../engine/clock/civil.ts';
import { readBpmn } from '../../engine/bpmn.ts';
import type { Compiled } from '../../engine/compile.ts';
import { DomainError } from '../../engine/errors.ts';
import { fixesFor, type Fix, type Register } from '../../engine/fixes/index.ts';
import type { Problem } from '../../engine/problem.ts';
import type { ProcessProgram } from '../../engine/program.ts';
import type { RegisterEntry } from '../../engine/register/entry.ts';
import { compileAround } from '../../server/catalog/compileAround.ts';
import { factsOf } from '../../server/catalog/facts.ts';
import { type Drawing, readDrawing } from '../../server/catalog/readDrawing.ts';
import { entryOf } from '../../server/register/entries.ts';
import type { FlowFile } from './readFlows.ts';

/** A problem of a file, and the mechanical fix the designer would offer. */
export interface Finding {
  readonly problem: Problem;
  readonly fix: Fix | null;
}

/** Checks a drawing by every publish rule, as browser and server do, against what is shipped: departments, items, ladders, and the register of matters as it holds today. `around`: other flows it may call. */
export async function lintFlow(flow: FlowFile, around: readonly FlowFile[]): Promise<readonly Finding[]> {
  const { problems } = await compiled(flow, around, new Set([flow.path]));
  const definitions = await readBpmn(flow.xml).then((read) => read.definitions, () => null);
  const propose = definitions === null ? () => null : fixesFor(definitions, register());
  return problems.map((problem) => ({ problem, fix: propose(problem) }));
}

async function compiled(flow: FlowFile, around: readonly FlowFile[], calling: ReadonlySet<string>): Promise<Compiled> {
  const { xml, form, parts } = flow;
  const { drawing, refusals } = scan(xml);
  if (drawing === null) return { program: null, problems: refusals };
  const called: Record<string, ProcessProgram> = {};
  for (const key of drawing.calledProcesses) {
    const other = around.find((each) => !calling.has(each.path) && scan(each.xml).drawing?.elements.get(key)?.type === 'process');
    if (other !== undefined) Object.assign(called, (await compiled(other, around, new Set([...calling, other.path]))).program?.processes);
  }
  const matterForms = [...around, flow].flatMap((each) => (each.form === null ? [] : [{ key: each.path, form: each.form }]));
  return compileAround(drawing, parts, form, { called, facts: { ...factsOf(matterForms, parts, form), register: shippedEntries(), on: civilDate(new Date().toISOString()) } });
}

/** What the door of the platform refuses (size, forbidden signs, DOCTYPE) is a finding here. */
function scan(xml: string): { readonly drawing: Drawing | null; readonly refusals: Problem[] } {
  try {
    return { drawing: readDrawing(xml), refusals: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { drawing: null, refusals: [{ elementId: '', code: error.code, severity: 'error', params: error.details as Problem['params'] & object }] };
  }
}

/** The register of matters as a new city has it. */
const shippedEntries = (): RegisterEntry[] => loadRegister().map((terms) => entryOf({ ...terms, version: 1, state: 'inForce' }));

function register(): Register {
  const { departments, serviceItems } = loadOrganisation();
  return {
    items: Object.fromEntries(serviceItems.map(({ code, name, department, limit }) => [code, { name: name.zh, department, limit }])),
    departments: Object.fromEntries(departments.map(({ id, name }) => [id, name.zh])),
    ladders: ['none', ...Object.keys(loadLadders())],
  };
}
