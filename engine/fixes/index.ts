import type { Drawn } from '../drawn.ts';
import type { Problem } from '../problem.ts';
import { walk } from '../rules/drawn/walk.ts';
import { addStart } from './addStart.ts';
import { clearDefault } from './clearDefault.ts';
import { clockBasis } from './clockBasis.ts';
import { connectorInput } from './connectorInput.ts';
import { connectorOutput } from './connectorOutput.ts';
import { connectorTerms } from './connectorTerms.ts';
import { cutFlows } from './cutFlows.ts';
import { dropCondition } from './dropCondition.ts';
import { elementType } from './elementType.ts';
import { endPath } from './endPath.ts';
import { type Edit, type Fix, type Fixer, type Register, sourceOf, targetOf } from './fix.ts';
import { halfWidth } from './halfWidth.ts';
import { interrupting } from './interrupting.ts';
import { joinBranches } from './joinBranches.ts';
import { ladder } from './ladder.ts';
import { leadDepartment } from './leadDepartment.ts';
import { limitFromItem } from './limitFromItem.ts';
import { listItem } from './listItem.ts';
import { newId } from './newId.ts';
import { operation } from './operation.ts';
import { removeIdle } from './removeIdle.ts';
import { scriptFormat } from './scriptFormat.ts';
import { setDefault } from './setDefault.ts';
import { stepRole } from './stepRole.ts';
import { strip } from './strip.ts';
import { termsFromItem } from './termsFromItem.ts';
import { twinName } from './twinName.ts';
import { waitForChosen } from './waitForChosen.ts';

/** Every mechanical fix; each code is mended by one of them at most. */
export const fixers: readonly Fixer[] = [
  addStart, clearDefault, clockBasis, connectorInput, connectorOutput, connectorTerms, cutFlows, dropCondition, elementType, endPath, halfWidth, interrupting, joinBranches, ladder, leadDepartment, limitFromItem, listItem, newId, operation, removeIdle, scriptFormat,
  setDefault, stepRole, strip, termsFromItem, twinName, waitForChosen,
];

const byCode: ReadonlyMap<string, Fixer> = new Map(fixers.flatMap((fixer) => fixer.codes.map((code): [string, Fixer] => [code, fixer])));

/** Proposes, for a drawing as read, what would mend each of its problems; null where it needs a person's thought. */
export function fixesFor(definitions: Drawn, register: Register): (problem: Problem) => Fix | null {
  const drawn = new Map<string, Drawn>();
  const from = new Map<Drawn | undefined, Drawn[]>();
  const to = new Map<Drawn | undefined, Drawn[]>();
  for (const part of walk(definitions)) {
    if (part.id) drawn.set(part.id, part);
    if (part.$type !== 'bpmn:SequenceFlow') continue;
    from.set(sourceOf(part), [...(from.get(sourceOf(part)) ?? []), part]);
    to.set(targetOf(part), [...(to.get(targetOf(part)) ?? []), part]);
  }
  const around = { register, outgoing: (element: Drawn) => from.get(element) ?? [], incoming: (element: Drawn) => to.get(element) ?? [] };
  return (problem) => {
    const element = drawn.get(problem.elementId);
    return element === undefined ? null : (byCode.get(problem.code)?.propose({ problem, element, ...around }) ?? null);
  };
}

export type { Edit, Fix, Fixer, Register };
