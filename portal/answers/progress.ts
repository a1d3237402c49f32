import type { CivilDate, Instant } from '../../engine/value.ts';
import type { Aspect, Grade } from '../../engine/serviceRating.ts';

/** The six states an applicant sees, in order; the special procedure shows only while there is or was one. */
export const APPLICANT_STATES = ['received', 'accepted', 'inProgress', 'specialProcedure', 'concluded', 'delivered'] as const;
export type ApplicantState = (typeof APPLICANT_STATES)[number];

/** What the applicant may know, and nothing more. */
export interface Progress {
  readonly caseNumber: string;
  readonly matterName: string;
  readonly state: ApplicantState;
  readonly times: Readonly<Partial<Record<ApplicantState, Instant>>>;
  /** Names of the offices that have it now. */
  readonly with: readonly string[];
  /** Steps of the way as the applicant knows them (declared on the drawing). */
  readonly stages: readonly { readonly name: string; readonly state: 'done' | 'now' | 'next' }[];
  readonly dueOn: CivilDate | null;
  readonly provisional: boolean;
  readonly paused: boolean;
  /** 好差评: offered once, after completion; the grade once it was given. */
  readonly rating: { readonly offered: boolean; readonly grade: Grade | null };
  readonly wanted: readonly { readonly text: string; readonly items: readonly string[]; readonly until: CivilDate | null }[];
}

/** What an applicant says about a case. */
export interface Rating {
  readonly grade: Grade;
  readonly aspects: readonly Aspect[];
}

/** Ratings in figures, and the low ones by case. */
export interface Ratings {
  readonly counts: Readonly<Record<Grade, number>>;
  readonly low: readonly { readonly caseNumber: string; readonly matterName: string; readonly grade: Grade; readonly aspects: readonly Aspect[]; readonly ratedAt: Instant }[];
}
