import { readBpmn } from '../bpmn.ts';
import { readDmn } from '../decisions/read.ts';
import type { Change, Described } from './change.ts';
import { compareDescribed } from './compareDescribed.ts';
import { describeData } from './describeData.ts';
import { describeDecisions } from './describeDecisions.ts';
import { describeDrawing } from './describeDrawing.ts';

/** Everything a definition consists of, as a draft, a submission or a version holds it. */
export interface WholeDefinition {
  readonly xml: string;
  readonly form?: object | null | undefined;
  readonly parts?: ComparedParts | null | undefined;
}

interface ComparedParts {
  readonly stepForms?: Readonly<Record<string, unknown>> | undefined;
  /** DMN texts by id. */
  readonly decisions?: Readonly<Record<string, string>> | undefined;
  readonly scenarios?: Readonly<Record<string, unknown>> | undefined;
  readonly guide?: object | undefined;
}

const NOTHING: ReadonlyMap<string, Described> = new Map();

/**
 * Every difference between two definitions that can change what runs or what people read; where things stand on the
 * canvas is none.
 * @throws Error when a drawing or a decision model can't be read at all
 */
export async function compareDefinitions(before: WholeDefinition, after: WholeDefinition): Promise<Change[]> {
  const [then, now] = [before.parts ?? {}, after.parts ?? {}];
  return [
    ...compareDescribed('flow', await drawing(before.xml), await drawing(after.xml)),
    ...compareDescribed('form', describeData(before.form ?? {}, 'form', 'form'), describeData(after.form ?? {}, 'form', 'form')),
    ...(await each(then.stepForms, now.stepForms, (form, id) => describeData(form, id, 'stepForm'), 'stepForms')),
    ...(await each(then.decisions, now.decisions, async (dmn) => describeDecisions((await readDmn(dmn)).definitions), 'decisions')),
    ...(await each(then.scenarios, now.scenarios, (scenario, id) => describeData(scenario, id, 'scenario'), 'scenarios')),
    ...compareDescribed('guide', describeData(then.guide ?? {}, 'guide', 'guide'), describeData(now.guide ?? {}, 'guide', 'guide')),
  ];
}

const drawing = async (xml: string): Promise<Map<string, Described>> => describeDrawing((await readBpmn(xml)).definitions);

async function each<T>(before: Readonly<Record<string, T>> = {}, after: Readonly<Record<string, T>> = {}, describe: (value: T, id: string) => Map<string, Described> | Promise<Map<string, Described>>, part: 'stepForms' | 'decisions' | 'scenarios'): Promise<Change[]> {
  const found: Change[] = [];
  for (const id of [...new Set([...Object.keys(after), ...Object.keys(before)])]) {
    const then = before[id] === undefined ? NOTHING : await describe(before[id], id);
    const now = after[id] === undefined ? NOTHING : await describe(after[id], id);
    found.push(...compareDescribed(part, then, now, id));
  }
  return found;
}
