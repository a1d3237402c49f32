import { civilDate } from '../../engine/clock/civil.ts';
import type { EntityManager } from '../orm.ts';
import { type Compiled, compileDrawing } from './compileDrawing.ts';
import { readDrawing } from './readDrawing.ts';
import type { Submission } from './Submission.ts';

/** First day of a version that is published now (`YYYY-MM-DD`): the day wished for, or today once that has passed or none was. */
export function firstDay(wished: string | null | undefined, now: string): string {
  const today = civilDate(now);
  return wished != null && wished > today ? wished : today;
}

/** What a submission would be if it were published now: everything that judges it compiles it for the same key and day. */
export const compileSubmission = (em: EntityManager, { definition, xml, form, parts, effectiveOn }: Submission, now: string): Promise<Compiled> =>
  compileDrawing(em, readDrawing(xml), parts, form, { key: definition, on: firstDay(effectiveOn, now) });
