import { fieldsIn } from '../../engine/forms/model.ts';
import { fieldsOfStep } from '../../engine/forms/stepRights.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { seesAll } from './access.ts';
import type { Case } from './Case.ts';
import { formOfCase } from './formOfCase.ts';
import { programOf } from './programOf.ts';

type Of = Pick<Case, 'caseNumber' | 'matter' | 'definitionVersion'>;
type Step = Pick<WorkItem, 'process' | 'element'>;

const nothing: ReadonlySet<string> = new Set();

/**
 * Names of the one form's fields that are kept from the caller, case by case: those that every step of the own department
 * hides, of the steps drawn for it and those it was given. Nothing is kept from who sees every case, nor from a department
 * that takes part without a step of a person.
 */
export async function hiddenFields(em: EntityManager, caller: Pick<SignedIn, 'roles' | 'department'>, cases: readonly Of[]): Promise<(found: Of) => ReadonlySet<string>> {
  const { department } = caller;
  if (department === null || seesAll(caller)) return () => nothing;
  const versions = new Map<string, Drawn | null>();
  for (const found of cases) if (!versions.has(runs(found))) versions.set(runs(found), await drawnFor(em, department, found));
  const hiding = cases.filter((found) => versions.get(runs(found)) !== null);
  if (hiding.length === 0) return () => nothing;
  const given = Map.groupBy(await em.find(WorkItem, { caseNumber: { $in: hiding.map(({ caseNumber }) => caseNumber) }, department }, { fields: ['caseNumber', 'process', 'element'] }), ({ caseNumber }) => caseNumber);
  return (found) => {
    const drawn = versions.get(runs(found)) ?? null;
    if (drawn === null) return nothing;
    // Rights speak of the matter's own steps, not of those in processes it calls.
    const hidden = [...drawn.steps, ...(given.get(found.caseNumber) ?? [])].map(({ process, element }) => (process === drawn.main ? fieldsOfStep(undefined, drawn.form, element).hidden : nothing));
    return hidden.length === 0 ? nothing : hidden.reduce((common, each) => new Set([...common].filter((name) => each.has(name))));
  };
}

const runs = ({ matter, definitionVersion }: Of): string => `${matter}@${definitionVersion}`;

interface Drawn {
  readonly main: string;
  readonly form: MatterForm;
  /** Steps of persons that are drawn for the department. */
  readonly steps: readonly Step[];
}

/** What a version draws for a department; null where its form hides nothing from anybody. */
async function drawnFor(em: EntityManager, department: string, found: Of): Promise<Drawn | null> {
  const form = await formOfCase(em, found);
  const rights = [...Object.values(form?.rights ?? {}).flatMap((of) => Object.values(of)), ...[...(form?.situations ?? []), ...fieldsIn(form?.form.sections ?? [])].map(({ access }) => access)];
  const program = form !== null && rights.includes('hidden') ? await programOf(em, found) : null;
  if (form === null || program === null) return null;
  const steps = Object.values(program.processes).flatMap(({ key: process, nodes }) => nodes.flatMap((node) => (node.kind === 'userTask' && node.step?.department === department ? [{ process, element: node.id }] : [])));
  return { main: program.main, form, steps };
}
