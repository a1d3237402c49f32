import { loadConnectors } from '../../definitions/connectors/load.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import type { Parts } from '../../definitions/parts.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { typesOfFields } from '../../engine/forms/fieldTypes.ts';
import type { Facts } from '../../engine/rules/index.ts';
import type { Field, MatterForm } from '../../engine/forms/matterForm.ts';
import type { EntityManager } from '../orm.ts';
import { stepFormsWith } from '../tasks/stepForms.ts';
import { registerEntries } from '../register/entries.ts';
import { Definition } from './Definition.ts';

/**
 * What the city has registered, as the publish rules look at it; `parts` and `form`: what a definition brings of its own,
 * `on`: the day it takes effect. A matter knows the names of its own form alone; a flow without one is called by matters,
 * and any of theirs may be given to it.
 */
export async function registeredFacts(em: EntityManager, parts: Parts | null = null, form: object | null = null, on?: string): Promise<Facts> {
  const matterForms = await em.find(Definition, { draftForm: { $ne: null } }, { fields: ['key', 'draftForm'] });
  const facts = factsOf(matterForms.map(({ key, draftForm }) => ({ key, form: draftForm as object })), parts, form);
  return { ...facts, register: await registerEntries(em), ...(on === undefined ? {} : { on }) };
}

/** The same from files, without the register: `matterForms` are the forms of all matters, by their keys. */
export function factsOf(matterForms: readonly { readonly key: string; readonly form: object }[], parts: Parts | null, form: object | null): Facts {
  const forms = stepFormsWith(parts);
  const { departments, serviceItems } = loadOrganisation();
  const known = form === null ? matterForms.map((each) => each.form as MatterForm) : [form as MatterForm];
  return {
    departments: departments.map(({ id }) => id),
    items: Object.fromEntries(serviceItems.map(({ code, limit }) => [code, limit.unit === 'workingDay' ? { limitDays: limit.amount } : {}])),
    forms: [...forms.keys(), ...matterForms.map(({ key }) => key)],
    ladders: ['none', ...Object.keys(loadLadders())],
    connectors: loadConnectors(),
    types: typesOfFields([...known.flatMap(fieldsOf), ...[...forms.values()].flatMap(({ sections }) => sections.flatMap(({ fields }) => fields))]),
    variables: [...new Set([...known.flatMap(namesOf), ...[...forms.values()].flatMap(({ sections }) => fieldsIn(sections)), 'materials'])],
  };
}

const fieldsOf = ({ situations, form }: MatterForm): readonly Field[] => [...situations, ...form.sections.flatMap(({ fields }) => fields)];

/** Names that a matter's situations and form bring into a case. */
const namesOf = ({ situations, form }: MatterForm): string[] => [...situations.map(({ name }) => name), ...fieldsIn(form.sections)];

const fieldsIn = (sections: readonly { readonly fields: readonly { readonly name: string }[] }[]): string[] => sections.flatMap(({ fields }) => fields.map(({ name }) => name));
