import type { Drawn } from '../../drawn.ts';
import { type Problem, warning } from '../../problem.ts';
import type { Profile } from '../../program.ts';
import { BOTH, type DrawnRule, flaw } from '../rule.ts';
import { idOf, localName, prefixOf, walk } from './walk.ts';

/** What other engines execute. Ours would silently not, so a matter that carries it is refused by name (B-19). */
const EXECUTES = /^(class|delegateExpression|expression|script|scriptFormat|resource|\w*[lL]isteners?|connector|inputOutput|in|out|collection|elementVariable|variableMapping\w*|decisionRef|caseRef|topic|type|field|errorEventDefinition|resultVariable)$/;

/** Read by us, or no more than the drawing's own frame. */
const OURS: ReadonlySet<string> = new Set(['bpmn', 'bpmndi', 'di', 'dc', 'xsi', 'xml', 'xmlns', 'gov', 'zeebe', 'bioc', 'color']);

/** Attributes and elements of other products: kept and exported again, never executed. */
export const foreign: DrawnRule = {
  id: 'foreign',
  profiles: BOTH,
  check: (definitions, profile) => [...walk(definitions)].flatMap((part) => [...attributes(part, profile), ...elements(part, profile)]),
};

function attributes(part: Drawn, profile: Profile): Problem[] {
  const named = Object.keys(part.$attrs ?? {}).filter((name) => name.includes(':') && !OURS.has(prefixOf(name)));
  return named.map((name) => report(part, name, profile));
}

function elements(part: Drawn, profile: Profile): Problem[] {
  return (part.extensionElements?.values ?? []).filter(({ $type }) => !OURS.has(prefixOf($type))).map(({ $type }) => report(part, $type, profile));
}

const report = (part: Drawn, name: string, profile: Profile): Problem =>
  EXECUTES.test(localName(name)) ? flaw(profile, idOf(part), 'FOREIGN_EXECUTION', { attribute: name }) : warning(idOf(part), 'FOREIGN_IGNORED', { attribute: name });
