import { compileModel } from '../../../engine/decisions/compile.ts';
import { evaluateDecision, type Evaluated } from '../../../engine/decisions/evaluate.ts';
import type { DecisionProgram } from '../../../engine/decisions/model.ts';
import { readDmn } from '../../../engine/decisions/read.ts';
import { decision, literal, model } from '../../support/decisions.ts';

export const NOW = '2026-09-30T16:30:00.000Z';

/** A program of whole models; the first is the main one. */
export async function programOf(...xml: string[]): Promise<DecisionProgram> {
  const models = await Promise.all(xml.map(async (text) => compileModel((await readDmn(text)).definitions)));
  return { format: 1, main: models[0]!.namespace, models: Object.fromEntries(models.map((each) => [each.namespace, each])) };
}

/** Evaluates decision `id` of a model given by its inner XML. */
export const ask = async (content: string, id: string, values: Record<string, unknown> = {}): Promise<Evaluated> => evaluateDecision(await programOf(model(content)), id, { values }, NOW);

/** Value of a FEEL text inside a decision. */
export const feel = async (text: string): Promise<unknown> => (await ask(decision('d', literal(text)), 'd')).value;
