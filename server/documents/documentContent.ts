import QRCode from 'qrcode';
import type { CardEntry } from '../../engine/log.ts';
import { Case } from '../cases/Case.ts';
import { checkCodeOf } from '../cases/checkCode.ts';
import { textOf } from '../../engine/forms/matterForm.ts';
import { applicantShown } from '../cases/applicantName.ts';
import { hiddenFields } from '../cases/hiddenFields.ts';
import { promiseOfCase } from '../cases/acceptCase.ts';
import { type Names, namesOf } from '../cases/names.ts';
import { programOf } from '../cases/programOf.ts';
import { stepFormOfCase } from '../cases/stepFormOfCase.ts';
import type { Config } from '../config.ts';
import { signs } from '../http/joined.ts';
import type { Language } from '../http/problem.ts';
import { Department } from '../identity/Department.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { fromText } from '../readModel/json.ts';
import { Card } from '../supervision/Card.ts';
import type { StepForm } from '../tasks/stepForms.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import type { DocumentRow } from './DocumentRow.ts';
import type { DocumentContent } from './render.ts';
import { documentTexts } from './texts.ts';

/** What documents are set with, beside the case. */
export interface DocumentParts {
  readonly em: EntityManager;
  readonly master: MasterKey;
  readonly config: Pick<Config, 'publicUrl' | 'demo'>;
  /** Who reads: a person's name is plain to a clerk, who prints the document for the applicant, and behind a mask to others. */
  readonly caller: Pick<SignedIn, 'roles' | 'department'>;
}

interface DocumentData {
  readonly items?: readonly string[];
  readonly reason?: string;
  readonly basis?: string;
  readonly card?: number;
  readonly [name: string]: unknown;
}

/** Codes of documents that sum up what was said in the whole case. */
const withOpinions = new Set(['combinedReply', 'conclusion', '07']);

/** Where an applicant looks a case up. */
export const progressUrl = (publicUrl: string, caseNumber: string, checkCode: string): string => `${publicUrl}/p/${caseNumber}#code=${checkCode}`;

/** Looks up everything a document says. */
export async function documentContent({ em, master, config, caller }: DocumentParts, found: Case, row: DocumentRow, language: Language): Promise<DocumentContent> {
  const texts = documentTexts[language];
  const data = fromText<DocumentData>(row.data);
  const departments = new Map((await em.find(Department, {})).map((one) => [one.id, language === 'en' ? one.nameEn : one.nameZh]));
  const nameOf = (id: string | null | undefined) => (id ? (departments.get(id) ?? id) : '');
  const names = namesOf(await programOf(em, found), language);
  const matter = names.matter(found.matterName);
  const item = row.instance == null ? null : await em.findOne(WorkItem, { id: `${found.caseNumber}.${row.instance}` });
  const card = typeof data.card === 'number' ? await em.findOne(Card, { id: `${found.caseNumber}.${data.card}` }) : null;
  const checkCode = checkCodeOf(master, found.caseNumber);
  const promise = promiseOfCase(found);
  const computation = card ? fromText<CardEntry['computation']>(card.computation) : null;
  const issuer = item?.department ?? found.leadDepartment ?? null;
  const acceptance = row.code === '04';
  return {
    code: row.code,
    number: numberOf(row),
    facts: {
      applicant: (await applicantShown(em, master, caller, found, (await hiddenFields(em, caller, [found]))(found))) || texts.unknown,
      matter,
      caseNumber: found.caseNumber,
      checkCode,
      promise: promise.dueOn ? `${promise.dueOn}${promise.provisional ? ` (${texts.computation.provisional})` : ''}` : texts.noPromise,
      reason: textIn(data.reason) ?? item?.comment ?? '',
      basis: textIn(data.basis),
      department: nameOf(card?.department ?? item?.department ?? issuer),
      step: item ? names.step(item.element, item.name) : matter,
      dueOn: textIn(computation?.dueOn) ?? item?.dueOn ?? found.dueOn ?? null,
      answerBy: card?.answerBy ?? null,
      on: civil(row.issuedAt),
    },
    items: Array.isArray(data.items) ? data.items.map(String) : [],
    entries: entriesOf(item === null ? undefined : await stepFormOfCase(em, found, item.process, item.form), data, language),
    opinions: opinionsIn(data, item, row, names, nameOf) ?? (withOpinions.has(row.code) ? await opinionsOf(em, found, row, names, nameOf) : []),
    computation: acceptance && promise.computation ? factsOf(promise.computation, language) : [],
    issuer: nameOf(issuer) || matter,
    issuedOn: civil(row.issuedAt),
    ...(acceptance && { qr: await QRCode.toString(progressUrl(config.publicUrl, found.caseNumber, checkCode), { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }) }),
    sample: config.demo || found.clockMode === 'rehearsal',
  };
}

/** A number of its own for every document: the case's, and the place in it. */
const numberOf = ({ id, code }: DocumentRow): string => `${id.replaceAll('.', '-')}-${code}`;

/** The day in China of an instant. */
const civil = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What the issuing step filled in, in the order of its form. */
function entriesOf(form: StepForm | undefined, data: DocumentData, language: Language): NonNullable<DocumentContent['entries']> {
  const fields = form?.sections.flatMap((section) => section.fields) ?? [];
  return fields.flatMap(({ name, label }) => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? [{ name: textOf(label, language), value: String(value) }] : [];
  });
}

/** Conclusions that a visit collected, one of each participant; null where the step has none. */
function opinionsIn(data: DocumentData, item: WorkItem | null, row: DocumentRow, names: Names, nameOf: (id: string | null | undefined) => string): DocumentContent['opinions'] | null {
  if (!Array.isArray(data.conclusions)) return null;
  const conclusions = data.conclusions as readonly { department?: string; opinion?: string; points?: string | null }[];
  return conclusions.map(({ department, opinion, points }) => ({ step: item ? names.step(item.element, item.name) : '', department: nameOf(department), opinion: opinion ?? '', comment: points ?? '', on: civil(row.issuedAt) }));
}

/** Opinions given in the case so far. */
async function opinionsOf(em: EntityManager, found: Case, row: DocumentRow, names: Names, nameOf: (id: string | null | undefined) => string): Promise<NonNullable<DocumentContent['opinions']>> {
  const closed = await em.find(WorkItem, { caseNumber: found.caseNumber, state: 'completed', closedAt: { $lte: row.issuedAt } }, { orderBy: { closedAt: 'asc', instance: 'asc' } });
  return closed
    .filter((one) => one.opinion)
    .map((one) => ({ step: names.step(one.element, one.name), department: nameOf(one.department), opinion: one.opinion ?? '', comment: one.comment ?? '', on: civil(one.closedAt ?? row.issuedAt) }));
}

function factsOf(explained: NonNullable<ReturnType<typeof promiseOfCase>['computation']>, language: Language): NonNullable<DocumentContent['computation']> {
  const { units, computation } = documentTexts[language];
  const list = (dates: readonly string[]) => dates.join(signs[language].list);
  const facts = [
    { name: 'limit' as const, value: `${explained.amount} ${units[explained.unit] ?? explained.unit}` },
    { name: 'startedOn' as const, value: explained.startedOn },
    { name: 'firstCountedOn' as const, value: explained.firstCountedOn },
    { name: 'restDays' as const, value: list(explained.restDays) },
    { name: 'workedWeekends' as const, value: list(explained.workedWeekends) },
    { name: 'notices' as const, value: [explained.calendarVersion, ...explained.notices].join(signs[language].clause) },
    { name: 'dueOn' as const, value: `${explained.dueOn ?? ''}${explained.provisional ? signs[language].note.join(computation.provisional) : ''}` },
  ];
  return facts.filter(({ value }) => value !== '');
}
