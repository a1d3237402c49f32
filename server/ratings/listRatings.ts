import { z } from 'zod';
import { Case } from '../cases/Case.ts';
import { namesOfCases } from '../cases/names.ts';
import { NOT_REPLAYED } from '../catalog/replay/notReplayed.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { type Aspect, aspects, type Grade, grades, lowGrades } from '../../engine/serviceRating.ts';
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

/** Ratings of cases that the user neither accepted, nor acted for, nor did a step of; the user three times. */
const OTHERS = `not exists (select 1 from cases c where c.case_number = r.case_number and (c.accepted_by = ? or c.agent = ?))
  and not exists (select 1 from work_items w where w.case_number = r.case_number and w.closed_by = ?)
  and r.${NOT_REPLAYED}`;

/**
 * Figures over all ratings, and the low ones by case. Whoever has worked on a case sees neither its rating nor a figure
 * that contains it: nobody reads off who rated his own work (GB/T 39735).
 */
export async function listRatings(em: EntityManager, caller: SignedIn, language: Language): Promise<z.input<typeof ratingsShape>> {
  const { user } = caller;
  const connection = em.getConnection();
  const counted = await connection.execute<{ grade: Grade; rated: number | string }[]>(`select r.grade, count(*) as rated from service_ratings r where ${OTHERS} group by r.grade`, [user, user, user], 'all');
  const low = await connection.execute<{ case_number: string }[]>(
    `select r.case_number from service_ratings r where ${OTHERS} and r.grade in (${lowGrades.map(() => '?').join(', ')}) order by r.rated_at desc, r.case_number limit ${LISTED}`,
    [user, user, user, ...lowGrades],
    'all',
  );
  const listed = low.map((row) => row.case_number);
  const [ratings, cases] = await Promise.all([em.find(ServiceRating, { caseNumber: { $in: listed } }), em.find(Case, { caseNumber: { $in: listed } })]);
  const names = await namesOfCases(em, cases, language);
  return {
    counts: Object.fromEntries(grades.map((grade) => [grade, Number(counted.find((row) => row.grade === grade)?.rated ?? 0)])) as Record<Grade, number>,
    low: listed.map((caseNumber) => {
      const { grade, ratedAt, aspects: about } = ratings.find((rating) => rating.caseNumber === caseNumber)!;
      const found = cases.find((one) => one.caseNumber === caseNumber)!;
      return { caseNumber, matterName: names(found).matter(found.matterName), grade, aspects: JSON.parse(about) as Aspect[], ratedAt };
    }),
  };
}
