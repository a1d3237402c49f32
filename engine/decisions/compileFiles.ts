import { type Problem, problem } from '../problem.ts';
import { closureOf } from './closure.ts';
import { compileModel } from './compile.ts';
import { lintModel } from './lintModel.ts';
import type { DecisionModel, DecisionProgram } from './model.ts';
import { readDmn } from './read.ts';

/** A decision model as a file. */
export interface DecisionFile {
  readonly name: string;
  readonly xml: string;
}

/** What several decision files give together: every decision by its id, ready to be carried by a flow. */
export interface CompiledDecisions {
  readonly decisions: Readonly<Record<string, DecisionProgram>>;
  readonly problems: readonly (Problem & { readonly file: string })[];
}

/** Compiles decision files that may import each other. Two decisions of one id are refused: a flow names them by it. */
export async function compileDecisions(files: readonly DecisionFile[]): Promise<CompiledDecisions> {
  const problems: (Problem & { readonly file: string })[] = [];
  const read: { file: string; model: DecisionModel }[] = [];
  for (const { name: file, xml } of files) {
    try {
      const { definitions, warnings } = await readDmn(xml);
      const model = compileModel(definitions);
      read.push({ file, model });
      problems.push(...warnings.map((message) => ({ ...problem(definitions.id ?? '', 'DECISION_FILE_INVALID', { name: file, message }), file })));
      problems.push(...lintModel(model).map((found) => ({ ...found, file })));
    } catch (error) {
      problems.push({ ...problem('', 'DECISION_FILE_INVALID', { name: file, message: error instanceof Error ? error.message : String(error) }), file });
    }
  }
  const models = Object.fromEntries(read.map(({ model }) => [model.namespace, model]));
  const decisions: Record<string, DecisionProgram> = {};
  for (const { file, model } of read) {
    for (const { id, label, name } of Object.values(model.decisions)) {
      if (decisions[id]) problems.push({ ...problem(id, 'DECISION_TWICE', { name: label ?? name, decision: id }), file });
      else decisions[id] = closureOf(models, model.namespace, id);
    }
  }
  return { decisions, problems };
}
