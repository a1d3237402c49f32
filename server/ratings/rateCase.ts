import { DomainError } from '../../engine/errors.ts';
import type { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { type Aspect, type Grade, lowGrades } from '../../engine/serviceRating.ts';
import { ServiceRating } from './ServiceRating.ts';

/**
 * Keeps the applicant's rating of a completed case.
 * @throws DomainError CASE_STILL_OPEN before completion, RATING_GIVEN the second time, RATING_NEEDS_ASPECT for a low grade
 * that doesn't say what it is about
 */
export async function rateCase(em: EntityManager, found: Case, rating: { readonly grade: Grade; readonly aspects: readonly Aspect[] }, now: string): Promise<void> {
  if (found.status !== 'completed') throw new DomainError('CASE_STILL_OPEN');
  if (lowGrades.includes(rating.grade) && rating.aspects.length === 0) throw new DomainError('RATING_NEEDS_ASPECT');
  const told = await em.getConnection().execute<{ affectedRows: number }>(
    'insert into service_ratings (case_number, grade, aspects, rated_at) values (?, ?, ?, ?) on conflict do nothing',
    [found.caseNumber, rating.grade, JSON.stringify([...new Set(rating.aspects)]), now],
    'run',
  );
  if (told.affectedRows === 0) throw new DomainError('RATING_GIVEN');
}

/** The grade given to a case; null while there is none. */
export async function gradeOf(em: EntityManager, caseNumber: string): Promise<Grade | null> {
  return (await em.findOne(ServiceRating, { caseNumber }))?.grade ?? null;
}
