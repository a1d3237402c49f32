import { z } from 'zod';
import type { Value } from '../../engine/value.ts';
import { Case } from '../cases/Case.ts';
import { type Names, namesOf } from '../cases/names.ts';
import { programOf } from '../cases/programOf.ts';
import { documentTexts } from '../documents/texts.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { mask } from '../personal/mask.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { personalOf } from '../personal/personalValues.ts';
import { PersonalValue } from '../personal/PersonalValue.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { fromText } from '../readModel/json.ts';

/** A case step by step, as it was applied: what came in, what it did, the chain after it. */
export const historyShape = z.object({
  caseNumber: z.string(),
  matter: z.string(),
  matterName: z.string(),
  definitionVersion: z.number().nullable(),
  programHash: z.string().nullable(),
  rehearsal: z.boolean(),
  steps: z.array(
    z.object({
      seq: z.number(),
      at: z.string(),
      event: z.unknown().describe('Personal values behind a mask; null for the moment in which only its effect is known'),
      log: z.array(z.record(z.string(), z.unknown())),
      chain: z.string(),
    }),
  ),
});

/** The history in the read model; `verification` says whether it is what the workflow ran. */
export async function caseHistory(em: EntityManager, master: MasterKey, found: Case, language: Language): Promise<z.input<typeof historyShape>> {
  const { caseNumber } = found;
  const [events, log, shown, program] = await Promise.all([
    em.find(CaseEvent, { caseNumber }, { orderBy: { seq: 'asc' } }),
    em.find(CaseLog, { caseNumber }, { orderBy: { seq: 'asc', n: 'asc' } }),
    masks(em, master, caseNumber),
    programOf(em, found),
  ]);
  const names = namesOf(program, language);
  const bySeq = Map.groupBy(log, (row) => row.seq);
  const erased = documentTexts[language].unknown;
  return {
    caseNumber,
    matter: found.matter,
    matterName: names.matter(found.matterName),
    definitionVersion: found.definitionVersion,
    programHash: found.programHash,
    rehearsal: found.clockMode === 'rehearsal',
    steps: events.map(({ seq, at, event, chain }) => ({
      seq,
      at,
      event: event ? masked(fromText<Value>(event), shown, erased) : null,
      log: (bySeq.get(seq) ?? []).map((row) => entryNamed(masked(fromText<Value>(row.entry), shown, erased) as Record<string, unknown>, names)),
      chain,
    })),
  };
}

/** An effect with the names in it as the caller reads them. */
function entryNamed(entry: Record<string, unknown>, names: Names): Record<string, unknown> {
  const { type, element, name, reason } = entry;
  if (type === 'opened') return { ...entry, name: names.step(String(element), String(name)) };
  return type === 'clock' && typeof reason === 'string' ? { ...entry, reason: names.said(reason) } : entry;
}

async function masks(em: EntityManager, master: MasterKey, caseNumber: string): Promise<ReadonlyMap<string, string>> {
  const values = await personalOf(em, master, caseNumber);
  const rows = await em.find(PersonalValue, { caseNumber }, { fields: ['field', 'commitment'] });
  return new Map(rows.flatMap(({ field, commitment }) => (field in values ? [[commitment, mask(values[field])] as const] : [])));
}

/** Every commitment, at any depth, as the masked value it stands for. */
function masked(value: Value, shown: ReadonlyMap<string, string>, erased: string): Value {
  if (Array.isArray(value)) return value.map((item: Value) => masked(item, shown, erased));
  if (value === null || typeof value !== 'object') return value;
  const record = value as { readonly [name: string]: Value };
  if (typeof record.$commitment === 'string') return shown.get(record.$commitment) ?? erased;
  return Object.fromEntries(Object.entries(record).map(([name, item]) => [name, masked(item, shown, erased)]));
}
