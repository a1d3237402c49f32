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
    ...compareDescribed('flow', ...oneProcess(await drawing(before.xml), await drawing(after.xml))),
    ...compareDescribed('form', describeData(before.form ?? {}, 'form', 'form'), describeData(after.form ?? {}, 'form', 'form')),
    ...(await each(then.stepForms, now.stepForms, (form, id) => describeData(form, id, 'stepForm'), 'stepForms')),
    ...(await each(then.decisions, now.decisions, async (dmn) => describeDecisions((await readDmn(dmn)).definitions), 'decisions')),
    ...(await each(then.scenarios, now.scenarios, (scenario, id) => describeData(scenario, id, 'scenario'), 'scenarios')),
    ...compareDescribed('guide', describeData(then.guide ?? {}, 'guide', 'guide'), describeData(now.guide ?? {}, 'guide', 'guide')),
  ];
}

const drawing = async (xml: string): Promise<Map<string, Described>> => describeDrawing((await readBpmn(xml)).definitions);

/** Two drawings of one process each: it is the same thing, whatever its id is. */
function oneProcess(before: Map<string, Described>, after: Map<string, Described>): [Map<string, Described>, Map<string, Described>] {
  const [then, now] = [before, after].map((all) => [...all.values()].filter(({ type }) => type === 'bpmn:Process'));
  if (then!.length !== 1 || now!.length !== 1 || then![0]!.id === now![0]!.id) return [before, after];
  const { id } = now![0]!;
  const named = (each: Described, own: string): Described => ({ ...each, id, values: { id: own, ...each.values } });
  const renamed = (all: Map<string, Described>, own: string): Map<string, Described> => new Map([...all.values()].map((each) => (each.id === own ? [id, named(each, own)] : [each.id, each])));
  return [renamed(before, then![0]!.id), renamed(after, id)];
}

async function each<T>(before: Readonly<Record<string, T>> = {}, after: Readonly<Record<string, T>> = {}, describe: (value: T, id: string) => Map<string, Described> | Promise<Map<string, Described>>, part: 'stepForms' | 'decisions' | 'scenarios'): Promise<Change[]> {
  const found: Change[] = [];
  for (const id of new Set([...Object.keys(after), ...Object.keys(before)])) {
    const then = before[id] === undefined ? NOTHING : await describe(before[id], id);
    const now = after[id] === undefined ? NOTHING : await describe(after[id], id);
    found.push(...compareDescribed(part, then, now, id));
  }
  return found;
}
