import { civilDate } from '../../engine/clock/civil.ts';
import type { EntityManager } from '../orm.ts';
import { type Compiled, compileDrawing } from './compileDrawing.ts';
import { readDrawing } from './readDrawing.ts';
import type { Submission } from './Submission.ts';

/** The day wished for (`YYYY-MM-DD`) where it is to come; null: a version that is published now takes effect at once. */
export const dayToCome = (wished: string | null | undefined, now: string): string | null => (wished != null && wished > civilDate(now) ? wished : null);

/** First day of a version that is published now: the day wished for, or today once that has passed or none was. */
export const firstDay = (wished: string | null | undefined, now: string): string => dayToCome(wished, now) ?? civilDate(now);

/** What a submission would be if it were published now: everything that judges it compiles it for the same key and day. */
export const compileSubmission = (em: EntityManager, { definition, xml, form, parts, effectiveOn }: Submission, now: string): Promise<Compiled> =>
  compileDrawing(em, readDrawing(xml), parts, form, { key: definition, on: firstDay(effectiveOn, now) });
