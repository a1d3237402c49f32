import { loadLadders } from '../../definitions/ladders/load.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import type { Facts } from '../../engine/rules/index.ts';
import type { EntityManager } from '../orm.ts';
import { stepForms } from '../tasks/stepForms.ts';
import { Definition } from './Definition.ts';

/** What the city has registered, as the publish rules look at it. */
export async function registeredFacts(em: EntityManager): Promise<Facts> {
  const { departments, serviceItems } = loadOrganisation();
  const matterForms = await em.find(Definition, { draftForm: { $ne: null } }, { fields: ['key'] });
  return {
    departments: departments.map(({ id }) => id),
    items: Object.fromEntries(serviceItems.map(({ code, limit }) => [code, limit.unit === 'workingDay' ? { limitDays: limit.amount } : {}])),
    forms: [...stepForms.keys(), ...matterForms.map(({ key }) => key)],
    ladders: ['none', ...Object.keys(loadLadders())],
  };
}
