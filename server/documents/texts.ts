import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, type Language } from '../http/problem.ts';

/** The texts of documents and of the applicant's page, as ui/messages/<language>/documents.json holds them. */
export interface DocumentTexts {
  readonly titles: Readonly<Record<string, string>>;
  readonly bodies: Readonly<Record<string, readonly string[]>>;
  readonly lists: Readonly<Record<'items' | 'opinions' | 'facts', string>>;
  readonly columns: Readonly<Record<'item' | 'step' | 'department' | 'opinion' | 'comment' | 'on', string>>;
  readonly opinions: Readonly<Record<string, string>>;
  readonly computation: Readonly<Record<'limit' | 'startedOn' | 'firstCountedOn' | 'restDays' | 'workedWeekends' | 'notices' | 'dueOn' | 'provisional', string>>;
  readonly units: Readonly<Record<string, string>>;
  readonly footer: Readonly<Record<'issuer' | 'on' | 'number' | 'print', string>>;
  readonly unknown: string;
  readonly noPromise: string;
  readonly sample: string;
  readonly faults: Readonly<Record<string, string>>;
  readonly stages: Readonly<Record<string, string>>;
  readonly wanted: Readonly<Record<'correction' | 'applicantStep', string>>;
}

const folder = join(import.meta.dirname, '../../ui/messages');

/** By language. */
export const documentTexts = Object.fromEntries(
  languages.map((language) => [language, JSON.parse(readFileSync(join(folder, language, 'documents.json'), 'utf8')) as DocumentTexts]),
) as Readonly<Record<Language, DocumentTexts>>;

/** Puts facts into a text's `{places}`; a fact that isn't there leaves its place empty. */
export function fillText(text: string, facts: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (!Object.hasOwn(facts, name) || facts[name] === undefined || facts[name] === null ? '' : String(facts[name])));
}
