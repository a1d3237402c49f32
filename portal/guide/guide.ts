import { get } from '../../ui/api/client.ts';
import type { Question } from '../../ui/form/types.ts';

export interface GuideLimit {
  readonly amount: number;
  readonly unit: 'workingDay' | 'calendarDay' | 'workingHour' | 'minute';
  readonly kind: 'statutory' | 'promised';
  readonly basis: string | null;
  readonly fromAcceptance: boolean;
}

/** The guide of a matter as the server makes it from the version that runs. */
export interface PublicGuide {
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly hash: string;
  readonly publishedAt: string;
  readonly summary: string | null;
  readonly note: string | null;
  readonly leadDepartment: { readonly id: string; readonly name: string } | null;
  readonly planDocument: string | null;
  readonly limit: GuideLimit | null;
  readonly situations: readonly Question[];
  readonly items: readonly { readonly id: string; readonly name: string; readonly departmentName: string; readonly limit: GuideLimit | null; readonly when: string | null }[];
  readonly materials: readonly { readonly id: string; readonly name: string; readonly required: boolean; readonly when: string | null; readonly accepts: readonly string[]; readonly fromCertificate: string | null; readonly hint: string | null }[];
  readonly stages: readonly { readonly id: string; readonly name: string }[];
  readonly steps: readonly { readonly id: string; readonly name: string; readonly department: string | null; readonly stage: string | null; readonly limit: GuideLimit | null; readonly item: string | null; readonly notCounted: string | null; readonly document: string | null }[];
  readonly bases: readonly string[];
  readonly words: Readonly<Record<'conditions' | 'fees' | 'basis' | 'contact' | 'notes', string | null>>;
  readonly picture: string;
}

export const readGuide = (key: string): Promise<PublicGuide> => get(`/api/guides/${encodeURIComponent(key)}`);
