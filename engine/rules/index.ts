import type { Drawn } from '../drawn.ts';
import type { Element } from '../elements/element.ts';
import { elements, type Node } from '../elements/index.ts';
import type { Problem } from '../problem.ts';
import type { ProcessProgram, Profile, Program } from '../program.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { cancelCaught } from './cancelCaught.ts';
import { conditionSource } from './conditionSource.ts';
import { connector } from './connector.ts';
import { deadEnd } from './deadEnd.ts';
import { decisions } from './decisions.ts';
import { extensions } from './drawn/extensions.ts';
import { foreign } from './drawn/foreign.ts';
import { govTerms } from './drawn/govTerms.ts';
import { correlations } from './drawn/correlations.ts';
import { unsupportedParts } from './drawn/unsupportedParts.ts';
import { eventPlaces } from './eventPlaces.ts';
import { expressions } from './expressions.ts';
import { fanOut } from './fanOut.ts';
import { flowEnds } from './flowEnds.ts';
import { gatewayDefault } from './gatewayDefault.ts';
import { itemRegister } from './itemRegister.ts';
import { leadDepartment } from './leadDepartment.ts';
import { loops } from './loops.ts';
import { loopWithoutWait } from './loopWithoutWait.ts';
import { mappings } from './mappings.ts';
import { promise } from './promise.ts';
import { recursiveCall } from './recursiveCall.ts';
import { registered } from './registered.ts';
import type { DrawnRule, Facts, Rule } from './rule.ts';
import { soundness } from './soundness.ts';
import { startEvent } from './startEvent.ts';
import { stepLimit } from './stepLimit.ts';
import { timers } from './timers.ts';
import { triggers } from './triggers.ts';
import { unreachable } from './unreachable.ts';

/** Every publish rule that looks at the compiled process. */
export const rules: readonly Rule[] = [
  leadDepartment, itemRegister, registered, startEvent, flowEnds, cancelCaught, unreachable, deadEnd, eventPlaces, triggers, timers, conditionSource, gatewayDefault, soundness, loopWithoutWait, fanOut,
  recursiveCall, loops, mappings, connector, expressions, decisions, stepLimit, promise,
];

/** Every publish rule that looks at what was drawn beside. */
export const drawnRules: readonly DrawnRule[] = [govTerms, unsupportedParts, correlations, extensions, foreign];

/** Checks the drawing itself: what does not reach the program is named. */
export const checkDrawing = (definitions: Drawn, profile: Profile): Problem[] =>
  drawnRules.filter((rule) => rule.profiles.includes(profile)).flatMap((rule) => rule.check(definitions, profile));

/**
 * Checks the processes drawn here (called ones were checked when they were published). A drawing that breaks the standard
 * is not searched for unsound flows: its flows may lead nowhere.
 */
export function checkProgram(program: Program, drawn: readonly string[], facts: Facts = {}, searched = true): Problem[] {
  return drawn.flatMap((key) => {
    const process = program.processes[key];
    if (!process) return [];
    return [...checkElements(process, program), ...rulesFor(process, program.profile).filter((rule) => searched || rule !== soundness).flatMap((rule) => rule.check(process, program, facts))];
  });
}

/** A global task has no flow: what is said of a flow's shape does not concern it. */
const OF_FLOWS: readonly Rule[] = [leadDepartment, itemRegister, startEvent, deadEnd];

const rulesFor = ({ globalTask }: ProcessProgram, profile: Profile): Rule[] =>
  rules.filter((rule) => rule.profiles.includes(profile) && !(globalTask && OF_FLOWS.includes(rule)));

function checkElements(process: ProcessProgram, program: Program): Problem[] {
  const index = indexOf(program, process.key);
  return process.nodes.flatMap((node) => {
    const element = elements[node.kind] as unknown as Element<Node>;
    return (
      element.check?.(node, {
        profile: program.profile,
        flow: (id) => index.flows.get(id)!,
        node: (id) => index.nodes.get(id)!,
        attached: index.attached.get(node.id) ?? [],
        processes: Object.keys(program.processes),
      }) ?? []
    );
  });
}

export type { DrawnRule, Facts, Rule };
