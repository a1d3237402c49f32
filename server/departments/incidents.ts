import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Case } from '../cases/Case.ts';
import { namesOfCases } from '../cases/names.ts';
import { notReplayed } from '../catalog/replay/notReplayed.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { IncidentRow } from '../readModel/IncidentRow.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { DepartmentRecord } from './DepartmentRecord.ts';
import { standings } from './standing.ts';

/** An incident as an operator sees it: what stands still, since when, what was tried, what to do. */
export interface IncidentView {
  readonly id: string;
  readonly caseNumber: string;
  readonly matterName: string | null;
  readonly element: string;
  readonly department: string | null;
  readonly code: string;
  readonly message: string;
  /** What has happened and what to do, in plain words. */
  readonly title: string;
  readonly advice: string;
  readonly state: 'open' | 'settled';
  readonly raisedAt: string;
  readonly attempts: number;
  /** Idempotency keys under which the department was asked: it can look them up. */
  readonly keys: readonly string[];
  readonly connectorWaitMs: number;
  readonly settled: { readonly at: string; readonly by: string | null; readonly how: string | null; readonly reason: string | null } | null;
}

type Texts = Readonly<Record<string, { readonly title: string; readonly advice: string }>>;
const texts = Object.fromEntries(
  (['zh-CN', 'en'] as const).map((language) => [language, JSON.parse(readFileSync(join(import.meta.dirname, '../../ui/messages', language, 'incidents.json'), 'utf8')) as Texts]),
) as Record<Language, Texts>;

/** Incidents, newest first, at most 200; `state` or `caseNumber` narrow them. */
export async function listIncidents(
  em: EntityManager,
  of: { state?: 'open' | 'settled' | undefined; caseNumber?: string | undefined },
  language: Language,
  now: string,
): Promise<IncidentView[]> {
  const where = { ...(of.state && { state: of.state }), ...(of.caseNumber ? { caseNumber: of.caseNumber } : notReplayed()) };
  const rows = await em.find(IncidentRow, where, { orderBy: { raisedAt: 'desc', id: 'desc' }, limit: 200 });
  const numbers = [...new Set(rows.map(({ caseNumber }) => caseNumber))];
  const [cases, jobs, records] = [
    await em.find(Case, { caseNumber: { $in: numbers } }, { fields: ['caseNumber', 'matterName', 'matter', 'definitionVersion', 'world'] }),
    await em.find(JobRow, { id: { $in: rows.map(({ caseNumber, instance }) => `${caseNumber}.${instance}`) } }),
    await em.find(DepartmentRecord, { caseNumber: { $in: numbers }, direction: 'sent' }),
  ];
  const named = await namesOfCases(em, cases, language);
  const matters = new Map(cases.map((one) => [one.caseNumber, named(one).matter(one.matterName)]));
  const waits = new Map((await standings(em, jobs, now)).map((one) => [`${one.caseNumber}.${one.instance}`, one]));
  return rows.map((row) => {
    const sent = records.filter(({ caseNumber, instance }) => caseNumber === row.caseNumber && instance === row.instance);
    const standing = waits.get(`${row.caseNumber}.${row.instance}`);
    const { title, advice } = texts[language][row.code] ?? texts[language].OTHER ?? { title: row.code, advice: '' };
    return {
      id: row.id,
      caseNumber: row.caseNumber,
      matterName: matters.get(row.caseNumber) ?? null,
      element: row.element,
      department: row.department ?? standing?.department ?? null,
      code: row.code,
      message: row.message,
      title,
      advice,
      state: row.state,
      raisedAt: row.raisedAt,
      attempts: Math.max(standing?.attempt ?? 0, sent.reduce((sum, { attempts }) => sum + attempts, 0)),
      keys: sent.map(({ id }) => id),
      connectorWaitMs: standing?.connectorWaitMs ?? 0,
      settled: row.settledAt ? { at: row.settledAt, by: row.settledBy ?? null, how: row.how ?? null, reason: row.reason ?? null } : null,
    };
  });
}
