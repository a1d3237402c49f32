import type { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import { describeCase, type caseDetail } from '../cases/describeCase.ts';
import { diagramOf, type diagramShape } from '../cases/diagram.ts';
import { languageOf } from '../http/problem.ts';
import type { Call } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { demoCases } from './demo.ts';

/**
 * The demonstration's main case with its diagram, for whoever plays a part, also one that sees no cases otherwise (the
 * designer, the publisher): its data is invented. Throws NOT_FOUND where the city has none.
 */
export async function liveCase(call: Call): Promise<{ one: z.input<typeof caseDetail>; diagram: z.input<typeof diagramShape> }> {
  const { main } = await demoCases(call.em);
  const found = main === undefined ? null : await call.em.findOne(Case, { caseNumber: main });
  if (found === null) throw new DomainError('NOT_FOUND');
  const one = await describeCase(call.em, call.context.services.cases.master, callerOf(call), found, languageOf(call.request), call.now);
  return { one, diagram: await diagramOf(call.em, found) };
}
