import { z } from 'zod';
import type { Program } from '../../engine/program.ts';
import type { Value } from '../../engine/value.ts';
import { readingsShape, shownAnswers } from '../cases/answers.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { Case } from '../cases/Case.ts';
import { materialShape, materialsOf } from '../cases/describeCase.ts';
import { diagramOf, diagramShape } from '../cases/diagram.ts';
import { formOfCase } from '../cases/formOfCase.ts';
import { nowOf } from '../cases/listCases.ts';
import { namesOf } from '../cases/names.ts';
import { programOf } from '../cases/programOf.ts';
import { stepShape, stepsOf } from '../cases/steps.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import { localised } from '../../engine/forms/localised.ts';
import type { EntityManager } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { fromText } from '../readModel/json.ts';
import { stepAnswers } from './stepAnswers.ts';
import { describeItems, itemLine } from './describeItems.ts';
import { fieldsOfItem } from './fieldsOfItem.ts';
import type { WorkItem } from './WorkItem.ts';

const values = z.record(z.string(), z.unknown());

/** Everything the screen of one item shows. */
export const itemDetail = itemLine.extend({
  opinions: z.array(z.string()),
  stage: z.string().nullable(),
  stepForm: z.unknown().describe("The step's form, texts in the caller's language; null where it has none"),
  variables: values,
  form: values,
  situations: values,
  labels: z.record(z.string(), z.string()),
  readings: readingsShape,
  materials: z.array(materialShape),
  others: z.array(stepShape).describe('The other steps of the case that are open now'),
  diagram: diagramShape.nullable(),
  correction: z.object({ items: z.array(z.string()), reason: z.string() }).nullable(),
  mayCorrect: z.boolean(),
});

/** One item with its case around it. */
export async function describeItem(em: EntityManager, master: MasterKey, caller: SignedIn, item: WorkItem, language: Language, now: string): Promise<z.input<typeof itemDetail>> {
  const [line] = await describeItems(em, master, caller, [item], language, now);
  const found = await em.findOneOrFail(Case, { caseNumber: item.caseNumber });
  const [matter, program, calendar] = await Promise.all([formOfCase(em, found), programOf(em, found), currentCalendar(em)]);
  const steps = await stepsOf(em, item.caseNumber, program, calendar, nowOf(found, now), namesOf(program, language));
  const fields = await fieldsOfItem(em, found, item, matter);
  const open = item.state === 'open' || item.state === 'claimed';
  return {
    ...line!,
    opinions: fromText<string[]>(item.opinions),
    stage: item.stage ?? null,
    stepForm: fields.sections.length > 0 ? localised({ title: fields.title ?? '', sections: fields.sections }, language) : null,
    ...stepAnswers(fields, fromText<Record<string, Value>>(item.variables), await shownAnswers(em, master, caller, found, matter, fields.hidden, language)),
    materials: await materialsOf(em, item.caseNumber, matter, language, declaredMaterials(program, item)),
    others: steps.filter((step) => step.instance !== item.instance && step.closedAt === null),
    diagram: await diagramOf(em, found, language),
    correction: item.correction ? fromText(item.correction) : null,
    // 一次告知: a step asks once (行政许可法 32).
    mayCorrect: open && !item.suspended && !item.correction,
  };
}

/** What the step declares it works on (行政许可法 31: nothing beyond one's own list); everything where it declares nothing. */
function declaredMaterials(program: Program | null, { process, element }: WorkItem): readonly string[] | undefined {
  const node = program?.processes[process]?.nodes.find(({ id }) => id === element);
  return node && 'step' in node ? node.step?.materials : undefined;
}
