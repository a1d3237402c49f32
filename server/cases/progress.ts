import { z } from 'zod';
import type { Program } from '../../engine/program.ts';
import { Department } from '../identity/Department.ts';
import { DocumentRow } from '../documents/DocumentRow.ts';
import { documentTexts, fillText } from '../documents/texts.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { grades } from '../../engine/serviceRating.ts';
import { gradeOf } from '../ratings/rateCase.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { Clock } from '../readModel/Clock.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import type { Case } from './Case.ts';
import { type MatterForm, textOf } from '../../engine/forms/matterForm.ts';
import { formOfCase } from './formOfCase.ts';
import { type Names, namesOf } from './names.ts';
import { programOf } from './programOf.ts';
import { openSpecialProcedures } from './specialProcedure.ts';

const states = ['received', 'accepted', 'inProgress', 'specialProcedure', 'concluded', 'delivered'] as const;

/** What an applicant may know: six states, who has it, by when, and what is wanted. Nothing about persons. */
export const progressShape = z.object({
  caseNumber: z.string(),
  matterName: z.string(),
  state: z.enum(states),
  times: z.partialRecord(z.enum(states), z.string()),
  with: z.array(z.string()).describe('Names of the offices that have it now'),
  stages: z.array(z.object({ name: z.string(), state: z.enum(['done', 'now', 'next']) })),
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  paused: z.boolean(),
  rating: z.object({ offered: z.boolean(), grade: z.enum(grades).nullable() }).describe('好差评: once, after the case is completed'),
  wanted: z.array(z.object({ text: z.string(), items: z.array(z.string()), until: z.string().nullable() })),
});

type Progress = z.input<typeof progressShape>;

/** A case as its applicant sees it. */
export async function progressOf(em: EntityManager, found: Case, language: Language): Promise<Progress> {
  const { caseNumber } = found;
  const live = { $in: ['open', 'claimed'] as ('open' | 'claimed')[] };
  const [items, jobs, clock, departments, matter, program] = await Promise.all([
    em.find(WorkItem, { caseNumber, state: live }),
    em.find(JobRow, { caseNumber, state: { $in: ['asked', 'accepted', 'failed', 'waiting'] } }),
    em.findOne(Clock, { caseNumber, instance: null }),
    em.find(Department, {}),
    formOfCase(em, found),
    programOf(em, found),
  ]);
  const open = found.status === 'running' || found.status === 'starting';
  const ids = new Set([...items, ...jobs].flatMap(({ department }) => (department ? [department] : [])));
  const { state, times } = await stateOf(em, found);
  const grade = await gradeOf(em, caseNumber);
  const names = namesOf(program, language);
  return {
    caseNumber,
    matterName: names.matter(found.matterName),
    state,
    times,
    with: open ? departments.filter(({ id }) => ids.has(id)).map(({ nameZh, nameEn }) => (language === 'en' ? nameEn : nameZh)) : [],
    stages: await stages(em, found, matter, program, language),
    dueOn: clock?.dueOn ?? found.dueOn ?? null,
    provisional: found.provisional,
    paused: clock?.state === 'paused',
    rating: { offered: found.status === 'completed' && grade === null, grade },
    wanted: open ? wantedOf(items, names, language) : [],
  };
}

async function stateOf(em: EntityManager, found: Case): Promise<Pick<Progress, 'state' | 'times'>> {
  const { caseNumber } = found;
  const [first] = await em.find(WorkItem, { caseNumber }, { orderBy: { openedAt: 'asc' }, limit: 1 });
  const conclusion = await em.findOne(DocumentRow, { caseNumber, code: 'conclusion' });
  const special = await em.findOne(DocumentRow, { caseNumber, code: '08' }, { orderBy: { issuedAt: 'desc' } });
  const suspended = special !== null && (await openSpecialProcedures(em, caseNumber)).size > 0;
  const done = found.status === 'completed';
  const times: Progress['times'] = {
    received: found.acceptedAt,
    ...(found.seq > 0 && { accepted: found.acceptedAt }),
    ...(first && { inProgress: first.openedAt }),
    ...(special && { specialProcedure: special.issuedAt }),
    ...((conclusion || found.closedAt) && { concluded: conclusion?.issuedAt ?? found.closedAt ?? '' }),
    ...(done && found.closedAt && { delivered: found.closedAt }),
  };
  const state = done ? 'delivered' : conclusion || found.closedAt ? 'concluded' : suspended ? 'specialProcedure' : first ? 'inProgress' : found.seq > 0 ? 'accepted' : 'received';
  return { state, times };
}

/** The stages the matter tells its applicants, read off the steps entered so far. */
async function stages(em: EntityManager, found: Case, matter: MatterForm | null, program: Program | null, language: Language): Promise<Progress['stages']> {
  const named = matter?.applicantStages ?? [];
  if (named.length === 0) return [];
  const stageOf = new Map(
    Object.values(program?.processes ?? {}).flatMap((process) => process.nodes.flatMap((node) => ('step' in node && node.step?.stage ? [[node.id, node.step.stage] as const] : []))),
  );
  const entered = await em.find(CaseLog, { caseNumber: found.caseNumber, type: 'entered' });
  const reached = new Set(entered.map((row) => stageOf.get(fromText<{ element: string }>(row.entry).element)));
  const last = named.findLastIndex(({ id }) => reached.has(id));
  const over = found.status === 'completed';
  return named.map(({ name }, at) => ({ name: textOf(name, language), state: over || at < last ? 'done' : at === Math.max(last, 0) ? 'now' : 'next' }));
}

/** Corrections asked for, and steps that wait for the applicant at the window. */
function wantedOf(items: readonly WorkItem[], names: Names, language: Language): Progress['wanted'] {
  const texts = documentTexts[language].wanted;
  return items.flatMap((item): Progress['wanted'] => {
    if (item.suspended === 'correction' && item.correction) {
      return [{ text: texts.correction, items: fromText<{ items: string[] }>(item.correction).items, until: null }];
    }
    if (item.role !== 'applicant' && item.role !== 'clerk') return [];
    return [{ text: fillText(texts.applicantStep, { step: names.step(item.element, item.name) }), items: [], until: item.dueOn ?? null }];
  });
}
