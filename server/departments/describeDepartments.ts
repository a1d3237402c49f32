import { notReplayed } from '../catalog/replay/notReplayed.ts';
import { Department } from '../identity/Department.ts';
import type { EntityManager } from '../orm.ts';
import { IncidentRow } from '../readModel/IncidentRow.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { callCounts } from './callCounts.ts';
import { DepartmentSystem } from './DepartmentSystem.ts';
import { openStates, standings, type DepartmentStanding } from './standing.ts';

/** A department with its system and how the calls to it go. */
export interface DepartmentSummary {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Not named by the city's own document: invented for the demonstration. */
  readonly sample: boolean;
  readonly system: {
    readonly protocol: string;
    readonly baseUrl: string;
    readonly allowedHosts: readonly string[];
    readonly maximumInFlight: number;
    readonly enabled: boolean;
    readonly registeredBy: string;
    readonly registeredAt: string;
  } | null;
  readonly calls: { readonly open: number; readonly silent: number; readonly down: number; readonly openIncidents: number; readonly connectorWaitMs: number };
}

/** Every department, or the one named, with the figures of its calls that have not ended; the waiting charged to the connector is summed over the 500 oldest. */
export async function describeDepartments(em: EntityManager, now: string, id?: string): Promise<DepartmentSummary[]> {
  const departments = await em.find(Department, id === undefined ? {} : { id }, { orderBy: { position: 'asc' } });
  const systems = new Map((await em.find(DepartmentSystem, {})).map((system) => [system.department, system]));
  const ids = departments.map((department) => department.id);
  const incidents = await em.find(IncidentRow, { state: 'open', department: { $in: ids }, ...notReplayed() }, { fields: ['id', 'department'] });
  const counts = await callCounts(em, now, ids);
  const open = await openStandings(em, now, ids);
  return departments.map((department) => {
    const system = systems.get(department.id);
    const own = open.filter((one) => one.department === department.id);
    return {
      id: department.id,
      name: { zh: department.nameZh, en: department.nameEn },
      sample: department.sample,
      system: system === undefined ? null : describeSystem(system),
      calls: {
        ...(counts.get(department.id) ?? { open: 0, silent: 0, down: 0 }),
        openIncidents: incidents.filter((incident) => incident.department === department.id).length,
        connectorWaitMs: own.reduce((sum, { connectorWaitMs }) => sum + connectorWaitMs, 0),
      },
    };
  });
}

/** The calls to these departments that have not ended, at most 500, oldest first. */
export async function openStandings(em: EntityManager, now: string, departments: readonly string[]): Promise<DepartmentStanding[]> {
  const jobs = await em.find(
    JobRow,
    { department: { $in: [...departments] }, state: { $in: [...openStates] }, ...notReplayed() },
    { orderBy: { askedAt: 'asc', id: 'asc' }, limit: 500 },
  );
  return standings(em, jobs, now);
}

function describeSystem(system: DepartmentSystem): NonNullable<DepartmentSummary['system']> {
  const { protocol, baseUrl, allowedHosts, maximumInFlight, enabled, registeredBy, registeredAt } = system;
  return { protocol, baseUrl, allowedHosts: JSON.parse(allowedHosts) as string[], maximumInFlight, enabled, registeredBy, registeredAt };
}
