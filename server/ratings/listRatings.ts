import { z } from 'zod';
import { Case } from '../cases/Case.ts';
import { namesOf } from '../cases/names.ts';
import { programOf } from '../cases/programOf.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { aspects, grades, lowGrades, type Aspect } from '../../engine/serviceRating.ts';
import { ServiceRating } from './ServiceRating.ts';

/** Low ratings listed at most; the figures count all. */
const LISTED = 200;

export const ratingsShape = z.object({
  counts: z.record(z.enum(grades), z.number()),
  /** 不满意 and 非常不满意, newest first. */
  low: z.array(
    z.object({
      caseNumber: z.string(),
      matterName: z.string(),
      grade: z.enum(grades),
      aspects: z.array(z.enum(aspects)),
      ratedAt: z.string(),
    }),
  ),
});

/**
 * Figures over all ratings, and the low ones by case. Whoever has worked on a case sees neither its rating nor a figure
 * that contains it: nobody reads off who rated his own work (GB/T 39735).
 */
export async function listRatings(em: EntityManager, caller: SignedIn, language: Language): Promise<z.input<typeof ratingsShape>> {
  const own = await ownCases(em, caller.user);
  const outside = own.length > 0 ? { caseNumber: { $nin: own } } : {};
  const counted = await Promise.all(grades.map(async (grade) => [grade, await em.count(ServiceRating, { grade, ...outside })] as const));
  const rows = await em.find(ServiceRating, { grade: { $in: [...lowGrades] }, ...outside }, { orderBy: { ratedAt: 'desc', caseNumber: 'asc' }, limit: LISTED });
  const cases = new Map((await em.find(Case, { caseNumber: { $in: rows.map(({ caseNumber }) => caseNumber) } })).map((found) => [found.caseNumber, found]));
  return {
    counts: Object.fromEntries(counted) as Record<(typeof grades)[number], number>,
    low: await Promise.all(
      rows.map(async (row) => {
        const found = cases.get(row.caseNumber)!;
        const { caseNumber, grade, ratedAt } = row;
        return { caseNumber, matterName: namesOf(await programOf(em, found), language).matter(found.matterName), grade, aspects: JSON.parse(row.aspects) as Aspect[], ratedAt };
      }),
    ),
  };
}

/** Rated cases that the user accepted or did a step of. */
async function ownCases(em: EntityManager, user: string): Promise<string[]> {
  const rated = await em.find(ServiceRating, {}, { fields: ['caseNumber'] });
  const numbers = rated.map(({ caseNumber }) => caseNumber);
  if (numbers.length === 0) return [];
  const [accepted, worked] = await Promise.all([
    em.find(Case, { caseNumber: { $in: numbers }, $or: [{ acceptedBy: user }, { agent: user }] }, { fields: ['caseNumber'] }),
    em.find(WorkItem, { caseNumber: { $in: numbers }, closedBy: user }, { fields: ['caseNumber'] }),
  ]);
  return [...new Set([...accepted, ...worked].map(({ caseNumber }) => caseNumber))];
}
