import { civilDate } from '../../engine/clock/civil.ts';
import { hashText } from '../../engine/canonical.ts';
import type { EntityManager } from '../orm.ts';
import { RegisterEntryRow } from '../register/RegisterEntryRow.ts';
import { compileDrawing } from './compileDrawing.ts';
import { Definition } from './Definition.ts';
import { readDrawing } from './readDrawing.ts';
import { Retirement } from './Retirement.ts';

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/** What was counted before, by definition: checking a large drawing takes most of a second. */
const counted = new Map<string, { readonly of: string; readonly count: ProblemCount }>();

/** How many problems the draft of each definition has; counted anew where the draft, the register, what is published or retired, or the day has changed. */
export async function problemCounts(em: EntityManager, now: string): Promise<Record<string, ProblemCount>> {
  const definitions = await em.find(Definition, {}, { orderBy: { key: 'asc' } });
  const on = civilDate(now);
  const registered = `${await em.count(RegisterEntryRow)} ${await em.count(Retirement)} ${await em.count(Retirement, { liftedAt: null })} ${definitions.map(({ key, version }) => `${key}@${version ?? 0}`).join(' ')}`;
  const found: Record<string, ProblemCount> = {};
  for (const { key, revision, savedAt, draftXml, draftForm, draftParts } of definitions) {
    const of = hashText(`${revision} ${savedAt} ${on} ${registered}`);
    const known = counted.get(key);
    if (known?.of === of) {
      found[key] = known.count;
      continue;
    }
    const { problems } = await compileDrawing(em, readDrawing(draftXml), draftParts ?? null, draftForm ?? null, { key, on });
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    found[key] = { errors, warnings: problems.length - errors };
    counted.set(key, { of, count: found[key] });
  }
  return found;
}
