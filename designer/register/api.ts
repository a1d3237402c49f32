import type { RegisterTerms } from '../../definitions/register/schema.ts';
import type { RegisterChoices } from './terms.ts';
import { command, get } from '../../ui/api/client.ts';

/** One version of an entry as it was entered. */
export interface Entry extends RegisterTerms {
  readonly version: number;
  readonly state: 'inForce' | 'retired';
  readonly note: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
}

/** A wish for an entry. */
export interface EntryRequest {
  readonly id: string;
  readonly definition: string;
  readonly terms: RegisterTerms;
  readonly reason: string;
  readonly state: 'pending' | 'approved' | 'refused';
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly comment: string | null;
}

export const readRegister = (): Promise<RegisterChoices & { readonly entries: readonly Entry[]; readonly requests: readonly EntryRequest[] }> => get('/api/register');
export const enterEntry = (terms: RegisterTerms, note: string): Promise<Entry> => command('POST', '/api/register', { terms, note });
export const retireEntry = (code: string, from: string, note: string): Promise<Entry> => command('POST', `/api/register/${encodeURIComponent(code)}/retirement`, { from, note });
export const requestEntry = (definition: string, terms: RegisterTerms, reason: string): Promise<EntryRequest> => command('POST', '/api/register-requests', { definition, terms, reason });
export const decideRequest = (id: string, decision: 'approve' | 'refuse', comment: string): Promise<EntryRequest> => command('POST', `/api/register-requests/${id}/decision`, { decision, comment });
