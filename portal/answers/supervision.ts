import type { CivilDate, Instant } from '../../engine/value.ts';
import type { RungExplanation } from '../../engine/clock/explain.ts';
import type { Light } from './cases.ts';

/** Levels of the ladder in order of weight. */
export const CARD_LEVELS = ['hint', 'warning', 'yellowCard', 'redCard', 'supervisionOrder', 'circular'] as const;

/** A signal of the ladder: why, by which rule and calendar, who was told, what was answered. */
export interface CardLine {
  readonly id: string;
  readonly caseNumber: string;
  readonly level: string;
  readonly department: string | null;
  readonly step: string;
  readonly told: readonly string[];
  readonly issuedOn: CivilDate;
  readonly issuedAt: Instant;
  /** Last day for an answer; null where none is asked. */
  readonly answerBy: CivilDate | null;
  readonly computation: Partial<RungExplanation>;
  /** Waiting that our own connector caused: charged to it, not to an officer. */
  readonly connectorWaitMs: number;
  readonly state: 'open' | 'answered';
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Instant | null;
}

/** Counts for the top of the page. */
export interface SupervisionSummary {
  readonly lights: Readonly<Partial<Record<Light, number>>>;
  readonly byLevel: Readonly<Record<string, number>>;
  readonly byDepartment: readonly { readonly department: string; readonly levels: Readonly<Record<string, number>>; readonly open: number }[];
  readonly dueToday: readonly { readonly caseNumber: string; readonly step: string; readonly department: string | null; readonly dueOn: CivilDate }[];
}
