import type { RegisterTerms } from '../../definitions/register/schema.ts';

/** What a person fills in, flat. */
export interface EditedTerms {
  code: string;
  nameZh: string;
  nameEn: string;
  leadDepartment: string;
  amount: number;
  unit: RegisterTerms['limit']['unit'];
  kind: RegisterTerms['limit']['kind'];
  basis: string;
  items: string[];
  validFrom: string;
  /** Empty without an end. */
  validTo: string;
  note: string;
}

/** What can be picked. */
export interface RegisterChoices {
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly items: readonly { readonly code: string; readonly name: string }[];
}

/** Fields to begin with: empty, or as they stand; `day` is the first day. */
export function editedTerms(day: string, from?: Partial<RegisterTerms>): EditedTerms {
  return {
    code: from?.code ?? '', nameZh: from?.name?.zh ?? '', nameEn: from?.name?.en ?? '', leadDepartment: from?.leadDepartment ?? '',
    amount: from?.limit?.amount ?? 10, unit: from?.limit?.unit ?? 'workingDay', kind: from?.limit?.kind ?? 'promised', basis: from?.limit?.basis ?? '',
    items: [...(from?.items ?? [])], validFrom: day, validTo: from?.validTo ?? '', note: '',
  };
}

/** Whether everything that is needed is filled in. */
export const isComplete = ({ code, nameZh, leadDepartment, validFrom, note }: EditedTerms): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9-]{1,59}$/.test(code.trim()) && [nameZh, leadDepartment, validFrom, note].every((text) => text.trim() !== '');

/** As the server takes them. */
export function termsOf({ code, nameZh, nameEn, leadDepartment, amount, unit, kind, basis, items, validFrom, validTo }: EditedTerms): RegisterTerms {
  return {
    code: code.trim(),
    name: { zh: nameZh.trim(), ...(nameEn.trim() === '' ? {} : { en: nameEn.trim() }) },
    leadDepartment,
    limit: { amount, unit, kind, ...(basis.trim() === '' ? {} : { basis: basis.trim() }) },
    items,
    validFrom,
    validTo: validTo === '' ? null : validTo,
  };
}
