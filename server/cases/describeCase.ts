import { z } from 'zod';
import type { Limit } from '../../engine/program.ts';
import { ScenarioRun } from '../catalog/replay/ScenarioRun.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { listIncidents } from '../departments/incidents.ts';
import { incident } from '../departments/schemas.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import { Material } from '../materials/Material.ts';
import type { EntityManager } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { Clock } from '../readModel/Clock.ts';
import { fromText } from '../readModel/json.ts';
import { readingsShape, shownAnswers } from './answers.ts';
import { applicantShown } from './applicantName.ts';
import type { Case } from './Case.ts';
import { clockView } from './clockView.ts';
import { textOf, type MatterForm } from '../../engine/forms/matterForm.ts';
import { formOfCase } from './formOfCase.ts';
import { hiddenFields } from './hiddenFields.ts';
import { caseLine, describeLine, nowOf } from './listCases.ts';
import { namesOf } from './names.ts';
import { programOf } from './programOf.ts';
import { openSpecialProcedures } from './specialProcedure.ts';
import { clockShape, stepShape, stepsOf } from './steps.ts';

const values = z.record(z.string(), z.unknown());

export const materialShape = z.object({ id: z.string(), kind: z.string().describe('Its id in the list of materials of the matter'), name: z.string(), filename: z.string(), url: z.string().nullable(), trust: z.string().nullable() });

/** Everything a case's page shows. */
export const caseDetail = caseLine.extend({
  acceptedBy: z.string(),
  agent: z.string().nullable(),
  leadDepartment: z.string().nullable(),
  definitionVersion: z.number(),
  programHash: z.string(),
  seq: z.number(),
  chain: z.string(),
  virtualNow: z.string().nullable(),
  replay: z.boolean().describe('It plays a scenario: nobody applied for it, and it is counted and listed nowhere'),
  closedAt: z.string().nullable(),
  reason: z.string().nullable(),
  diverged: z.boolean().describe('The engine and the read model disagree about the past: see the verification'),
  specialProcedure: z.boolean().describe('A special procedure over the whole case lasts: it can be ended, not begun'),
  clocks: z.array(
    clockShape.extend({
      id: z.string(),
      element: z.string().nullable().describe("null: the case's own clock"),
      name: z.string(),
      department: z.string().nullable(),
      limit: z.object({ amount: z.number(), unit: z.string(), kind: z.string(), basis: z.string().optional() }),
      state: z.enum(['running', 'paused', 'stopped']),
      startedAt: z.string(),
      endedAt: z.string().nullable(),
      calendarVersion: z.string(),
      ledger: z.array(values),
    }),
  ),
  steps: z.array(stepShape),
  incidents: z.array(incident),
  form: values,
  situations: values,
  labels: z.record(z.string(), z.string()),
  readings: readingsShape,
  materials: z.array(materialShape),
  promise: z.unknown().describe('The promise at acceptance with its computation'),
});

/** A case as `caller` may see it; `now` is the wall clock. */
export async function describeCase(em: EntityManager, master: MasterKey, caller: SignedIn, found: Case, language: Language, now: string): Promise<z.input<typeof caseDetail>> {
  const calendar = await currentCalendar(em);
  const [clocks, matter, program] = await Promise.all([em.find(Clock, { caseNumber: found.caseNumber }, { orderBy: { clock: 'asc' } }), formOfCase(em, found), programOf(em, found)]);
  const names = namesOf(program, language);
  const hidden = (await hiddenFields(em, caller, [found]))(found);
  const steps = await stepsOf(em, found.caseNumber, program, calendar, nowOf(found, now), names);
  const caseClock = clocks.find((clock) => clock.instance == null);
  const incidents = await listIncidents(em, { caseNumber: found.caseNumber }, language, now);
  return {
    ...describeLine(found, names, caseClock, calendar, now, hidden, await applicantShown(em, master, caller, found, hidden)),
    acceptedBy: found.acceptedBy,
    agent: found.agent ?? null,
    leadDepartment: found.leadDepartment ?? null,
    definitionVersion: found.definitionVersion,
    programHash: found.programHash,
    seq: found.seq,
    chain: found.chain,
    virtualNow: found.clockMode === 'rehearsal' ? (found.virtualNow ?? null) : null,
    replay: (await em.count(ScenarioRun, { caseNumber: found.caseNumber })) > 0,
    closedAt: found.closedAt ?? null,
    reason: found.reason ?? null,
    diverged: found.diverged !== null && found.diverged !== undefined,
    specialProcedure: (await openSpecialProcedures(em, found.caseNumber)).has(null),
    clocks: clocks.map((clock) => {
      const step = steps.find((one) => one.instance === clock.instance);
      const { amount, unit, kind, basis } = fromText<Limit>(clock.limit);
      return {
        ...clockView(clock, calendar, nowOf(found, now)),
        id: clock.id,
        element: clock.element ?? null,
        name: clock.instance == null ? names.matter(found.matterName) : (step?.name ?? clock.element ?? ''),
        department: step?.department ?? null,
        limit: { amount, unit, kind, ...(basis !== undefined && { basis }) },
        state: clock.state,
        startedAt: clock.startedAt,
        endedAt: clock.endedAt ?? null,
        calendarVersion: clock.calendarVersion,
        ledger: fromText<Record<string, unknown>[]>(clock.ledger).map((line) => (typeof line.reason === 'string' ? { ...line, reason: names.said(line.reason) } : line)),
      };
    }),
    steps,
    incidents: incidents.map((each) => ({ ...each, keys: [...each.keys] })),
    ...(await shownAnswers(em, master, caller, found, matter, hidden, language)),
    materials: await materialsOf(em, found.caseNumber, matter, language),
    promise: fromText(found.promise),
  };
}

/** Files handed in with a case, under the names the matter gives them; with `kinds` those of these materials only. */
export async function materialsOf(em: EntityManager, caseNumber: string, matter: MatterForm | null, language: Language, kinds?: readonly string[]): Promise<z.input<typeof materialShape>[]> {
  const rows = await em.find(Material, { caseNumber, ...(kinds && { kind: { $in: [...kinds] } }) }, { orderBy: { uploadedAt: 'asc', id: 'asc' } });
  return rows.map((row) => {
    const name = matter?.materials.find((material) => material.id === row.kind)?.name;
    return { id: row.id, kind: row.kind, name: name === undefined ? row.kind : textOf(name, language), filename: row.name, url: `/api/cases/${caseNumber}/materials/${row.id}`, trust: row.trust };
  });
}
