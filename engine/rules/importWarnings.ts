import { type Problem, problem } from '../problem.ts';
import type { Profile } from '../program.ts';
import { flaw } from './rule.ts';

/** What the reader of drawings complained about, and the element it was at. */
export interface ImportWarning {
  readonly message: string;
  readonly elementId?: string;
}

/**
 * What the reader could not take as it is written. An element or attribute that BPMN does not have would be lost, and is
 * refused; a reference to nothing is refused by the rule that needs it, and is otherwise kept as it stands, which is an
 * error in a matter and advice elsewhere (B-06). What `found` says already, by the schema and with its place, is not said again.
 */
export function importProblems(warnings: readonly ImportWarning[], profile: Profile, found: readonly Problem[]): Problem[] {
  return warnings.flatMap(({ message, elementId = '' }): Problem[] => {
    // The text was decoded before; ids used twice have their own rule.
    if (message.startsWith('unsupported document encoding') || message.includes('duplicate ID')) return [];
    const illegal = /illegal ID <([^>]*)>/.exec(message)?.[1];
    if (illegal !== undefined && found.some((each) => each.code === 'ID_INVALID' && each.elementId === illegal)) return [];
    const attribute = /^unknown attribute <(.*)>/.exec(message)?.[1];
    if (attribute !== undefined) return found.some((each) => each.code === 'ATTRIBUTE_UNKNOWN' && each.elementId === elementId) ? [] : [problem(elementId, 'ATTRIBUTE_UNKNOWN', { attribute })];
    const element = /^(?:unparsable content|unrecognized element) <([^>\s/]*)/.exec(message)?.[1];
    if (element !== undefined) {
      if (found.some((each) => each.code === 'ELEMENT_MISPLACED' && localOf(String(each.params?.child)) === localOf(element))) return [];
      return [problem(elementId, 'ELEMENT_UNKNOWN', { element, message: firstLine(message) })];
    }
    return [flaw(profile, elementId, 'BPMN_IMPORT_WARNING', { message: firstLine(message) })];
  });
}

const localOf = (name: string): string => name.replace(/^.*[:}]/, '');

const firstLine = (message: string): string => message.split('\n')[0]!.trim();
