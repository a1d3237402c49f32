import type { Request } from 'express';
import { z } from 'zod';
import { loadConnectors } from '../../definitions/connectors/load.ts';
import { connectorSchema } from '../../definitions/connectors/schema.ts';
import { loadDecisions } from '../../definitions/decisions/load.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { type Language, languageOf } from '../http/problem.ts';
import type { DecisionProgram } from '../../engine/decisions/model.ts';
import type { EntityManager } from '../orm.ts';
import { type Label, textOf } from '../../engine/forms/matterForm.ts';
import { namesOfCases } from '../cases/names.ts';
import { stepForms } from '../tasks/stepForms.ts';
import { Definition } from './Definition.ts';
import { DepartmentSystem } from '../departments/DepartmentSystem.ts';
import { seeder } from '../departments/seedSystems.ts';
import { registeredFacts } from './facts.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { inForceOn, retiredOf } from './inForce.ts';

const named = z.object({ id: z.string(), name: z.string() });

export const elementsDataShape = z.object({
  departments: z.array(named.extend({ sample: z.boolean(), system: z.enum(['live', 'standIn', 'none']).describe('Who answers for it: a system of its own, the demonstration\'s stand-in, or nobody') })),
  roles: z.array(z.string()),
  forms: z.array(named),
  stepForms: z.record(z.string(), z.unknown()).describe('Registered forms of steps, whole'),
  items: z.array(z.object({ code: z.string(), name: z.string(), department: z.string(), limit: z.unknown(), sample: z.boolean() })),
  ladders: z.array(named),
  materials: z.array(named),
  connectors: z.array(connectorSchema).describe('The register of connectors: what departments\' systems can be asked, with the fields they take and give'),
  variables: z.array(z.string()).describe('Names that forms bring into a case'),
  types: z.record(z.string(), z.unknown()).describe('What is known of their values'),
  decisions: z.array(named).describe('Decisions that a business rule task can ask'),
  register: z.array(z.object({ code: z.string(), version: z.number(), name: z.string(), leadDepartment: z.string(), limit: z.object({ amount: z.number(), unit: z.string(), kind: z.string(), basis: z.string().optional() }), items: z.array(z.string()).readonly(), state: z.string(), validFrom: z.string(), validTo: z.string().nullable() })).describe('The register of matters, every version of every entry'),
  processes: z.array(z.object({ key: z.string(), definition: z.string(), name: z.string(), version: z.number() })).describe('Published processes a call activity can name'),
});

/** Who may do a step, as the panel offers it. */
const stepRoles = ['clerk', 'approver', 'applicant', 'supervisor', 'operator'] as const;

/** Registered departments, roles, forms, service items, connectors and ladders, named in the caller's language. */
export async function elementsData(em: EntityManager, request: Request): Promise<z.input<typeof elementsDataShape>> {
  const language = languageOf(request);
  const english = language === 'en';
  const local = ({ zh, en }: { zh: string; en: string }): string => (english ? en : zh);
  const { departments, serviceItems } = loadOrganisation();
  const systems = new Map((await em.find(DepartmentSystem, { enabled: true }, { fields: ['department', 'registeredBy'] })).map((system) => [system.department, system.registeredBy]));
  const definitions = await em.find(Definition, {}, { orderBy: { key: 'asc' } });
  const facts = await registeredFacts(em);
  const versions = (await em.find(DefinitionVersion, {}, { orderBy: { key: 'asc', version: 'asc' }, fields: ['key', 'version', 'name', 'process', 'effectiveOn'] })) as unknown as DefinitionVersion[];
  const newest = new Map(inForceOn(versions, await retiredOf(em)).map((version) => [version.process, { key: version.process, definition: version.key, name: version.name, version: version.version }]));
  const names = await namesOfCases(em, [...newest.values()].map(({ definition, version }) => ({ matter: definition, definitionVersion: version })), language);
  return {
    departments: departments.map(({ id, name, sample }) => ({ id, name: local(name), sample: sample === true, system: systemOf(systems.get(id)) })),
    roles: [...stepRoles],
    forms: [
      ...[...stepForms.values()].map(({ id, title }) => ({ id, name: textOf(title, language) })),
      ...definitions.filter(({ draftForm }) => draftForm !== null && draftForm !== undefined).map(({ key, name }) => ({ id: key, name })),
    ],
    stepForms: Object.fromEntries(stepForms),
    items: serviceItems.map(({ code, name, department, limit, sample }) => ({ code, name: local(name), department, limit, sample: sample === true })),
    ladders: [{ id: 'none', name: english ? 'No cards' : '不发牌' }, ...Object.entries(loadLadders()).map(([id, { name }]) => ({ id, name }))],
    materials: definitions.flatMap(({ draftForm }) => materialsOf(draftForm ?? null, language)),
    connectors: Object.values(loadConnectors()),
    variables: [...(facts.variables ?? [])],
    types: { ...facts.types },
    register: [...(facts.register ?? [])],
    decisions: Object.entries((await loadDecisions()).decisions).map(([id, program]) => ({ id, name: nameOfDecision(program, id) })),
    processes: [...newest.values()].map((each) => ({ ...each, name: names({ matter: each.definition, definitionVersion: each.version }).matter(each.name) })),
  };
}

const systemOf = (registeredBy: string | undefined): 'live' | 'standIn' | 'none' => (registeredBy === undefined ? 'none' : registeredBy === seeder ? 'standIn' : 'live');

function nameOfDecision(program: DecisionProgram, id: string): string {
  const decision = program.models[program.main]?.decisions[id];
  return decision?.label ?? decision?.name ?? id;
}

function materialsOf(form: object | null, language: Language): { id: string; name: string }[] {
  const { materials } = (form ?? {}) as { materials?: { id: string; name: Label }[] };
  return (materials ?? []).map(({ id, name }) => ({ id, name: textOf(name, language) }));
}
