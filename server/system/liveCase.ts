import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import { caseDetail, describeCase } from '../cases/describeCase.ts';
import { diagramOf, diagramShape } from '../cases/diagram.ts';
import { nowOf } from '../cases/listCases.ts';
import { standingOf } from '../departments/standing.ts';
import { languageOf } from '../http/problem.ts';
import type { Call } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { demoCases } from './demo.ts';

export const liveShape = z.object({
  one: caseDetail,
  diagram: diagramShape,
  silent: z.array(z.object({ caseNumber: z.string(), department: z.string().nullable(), since: z.string(), now: z.string() })).describe('Departments that another rehearsal waits for, by its own clock'),
});

/**
 * The demonstration's main case with its diagram, for whoever plays a part, also one that sees no cases otherwise (the
 * designer, the publisher): its data is invented. Throws NOT_FOUND where the city has none.
 */
export async function liveCase(call: Call): Promise<z.input<typeof liveShape>> {
  const numbers = await demoCases(call.em);
  const found = numbers.main === undefined ? null : await call.em.findOne(Case, { caseNumber: numbers.main });
  if (found === null) throw new DomainError('NOT_FOUND');
  const language = languageOf(call.request);
  const one = await describeCase(call.em, call.context.services.cases.master, callerOf(call), found, language, call.now);
  const waiting = numbers.silent === undefined ? null : await call.em.findOne(Case, { caseNumber: numbers.silent });
  const standings = waiting === null ? [] : await standingOf(call.em, waiting.caseNumber, call.now);
  const silent = standings
    .filter(({ state }) => state === 'silent' || state === 'down')
    .map(({ caseNumber, department, since }) => ({ caseNumber, department, since, now: nowOf(waiting!, call.now) }));
  return { one, diagram: await diagramOf(call.em, found, language), silent };
}
